/**
 * Writes an `OnnxGraph` in ONNX's file format. By hand: a graph without weights needs eight small messages, and a
 * protobuf library would be larger than all of them.
 *
 * Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3.
 */
import type { Attribute } from '../ops/operation.ts';
import type { Shape } from '../ops/shape.ts';
import type { OnnxGraph, OnnxInitializer, OnnxNode, OnnxValue } from './onnx-graph.ts';
import {
  bytesField,
  floatBytes,
  floatField,
  integerBytes,
  join,
  messageField,
  textField,
  varintField,
} from './protobuf.ts';
import type { Bytes } from './protobuf.ts';

/** The versions of the file format and of the operators that came with ONNX 1.16. */
const IR_VERSION = 10;
const OPSET_VERSION = 21;

/** TensorProto.DataType. */
export const FLOAT = 1;
const INT64 = 7;
const HALVES = { F16: 10, BF16: 16 };

/** TensorProto.DataLocation. */
const EXTERNAL = 1;

/** AttributeProto.AttributeType. */
const ATTRIBUTE = { float: 1, integer: 2, text: 3, integers: 7 };

/** Numbers of external initializers, by name. */
export type OnnxWeights = ReadonlyMap<string, Float32Array>;

/**
 * A whole ModelProto. An external initializer's `location` is its own name: whoever loads the model gives the bytes,
 * little-endian and of its dtype, under that name. Those that `weights` has are written into the file, each copied once.
 */
export const encodeOnnx = (graph: OnnxGraph, weights: OnnxWeights = new Map()): Uint8Array =>
  join([
    varintField(1, IR_VERSION),
    textField(2, 'fovea'),
    messageField(7, graphProto(graph, weights)),
    messageField(8, [textField(1, ''), varintField(2, OPSET_VERSION)]),
  ]);

const graphProto = (graph: OnnxGraph, weights: OnnxWeights): readonly Bytes[] => [
  ...graph.nodes.map(node => messageField(1, nodeProto(node))),
  textField(2, graph.name),
  ...graph.initializers.map(initializer => messageField(5, tensorProto(initializer, weights))),
  ...graph.inputs.map(value => messageField(11, valueInfoProto(value))),
  ...graph.outputs.map(value => messageField(12, valueInfoProto(value))),
  ...(graph.values ?? []).map(value => messageField(13, valueInfoProto(value))),
];

const nodeProto = (node: OnnxNode): readonly Bytes[] => [
  ...node.inputs.map(input => textField(1, input)),
  textField(2, node.output),
  textField(4, node.type),
  ...Object.entries(node.attributes).map(([name, value]) =>
    messageField(5, [textField(1, name), ...attributeValue(value)]),
  ),
];

/** The part of an AttributeProto that says its value, and of which type it is (field 20). */
function attributeValue(value: Attribute): readonly Bytes[] {
  if (typeof value === 'number') return [varintField(3, value), varintField(20, ATTRIBUTE.integer)];
  if (typeof value === 'string') return [textField(4, value), varintField(20, ATTRIBUTE.text)];
  if ('float' in value) return [floatField(2, value.float), varintField(20, ATTRIBUTE.float)];
  return [...value.map(item => varintField(8, item)), varintField(20, ATTRIBUTE.integers)];
}

const tensorProto = ({ name, shape, data }: OnnxInitializer, weights: OnnxWeights): readonly Bytes[] => [
  ...shape.map(size => varintField(1, size)),
  varintField(2, dataType(data)),
  textField(8, name),
  ...tensorData(name, data, weights.get(name)),
];

function dataType(data: OnnxInitializer['data']): number {
  if (data.kind === 'integers') return INT64;
  return data.kind === 'external' && data.dtype ? HALVES[data.dtype] : FLOAT;
}

function tensorData(name: string, data: OnnxInitializer['data'], given: Float32Array | undefined): readonly Bytes[] {
  switch (data.kind) {
    case 'integers':
      return [bytesField(9, integerBytes(data.values))];
    case 'floats':
      return [bytesField(9, floatBytes(data.values))];
    case 'external':
      if (given) return [bytesField(9, new Uint8Array(given.buffer, given.byteOffset, given.byteLength))];
      return [messageField(13, [textField(1, 'location'), textField(2, name)]), varintField(14, EXTERNAL)];
  }
}

/** A ValueInfoProto holds a TypeProto, which holds a TypeProto.Tensor, which holds a TensorShapeProto. */
const valueInfoProto = ({ name, shape }: OnnxValue): readonly Bytes[] => [
  textField(1, name),
  messageField(2, [messageField(1, [varintField(1, FLOAT), messageField(2, tensorShapeProto(shape))])]),
];

/** A dimension nobody knows is one without a value. */
const tensorShapeProto = (shape: Shape): readonly Bytes[] =>
  shape.map(size => messageField(1, Number.isNaN(size) ? [] : [varintField(1, size)]));
