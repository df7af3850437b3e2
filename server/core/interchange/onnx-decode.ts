/**
 * Reads an ONNX file as plain data. Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3.
 */
import type { Shape } from '../ops/shape.ts';
import { bytesOf, integersOf, readFields, type Field } from './protobuf-reader.ts';
import type { Problem } from './safetensors.ts';
import { decodeUtf8 } from './utf8.ts';

export interface ReadModel {
  readonly name: string;
  readonly nodes: readonly ReadNode[];
  /** Those of the graph that are no initializers. */
  readonly inputs: readonly ReadValue[];
  readonly outputs: readonly string[];
  /** Of all values whose shape the file tells, with the batch in front; `NaN` for a size that is open. */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Initializers and constants. */
  readonly tensors: ReadonlyMap<string, ReadTensor>;
}

export interface ReadValue {
  readonly name: string;
  readonly shape: Shape | undefined;
}

export interface ReadNode {
  /** With its domain, if it is not ONNX's own: `com.microsoft.FusedConv`. */
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, ReadAttribute>;
}

export type ReadAttribute = number | string | readonly number[] | ReadTensor;

/** Its numbers, if they are of that type. */
export interface ReadTensor {
  readonly shape: Shape;
  readonly floats: Float32Array | undefined;
  readonly integers: readonly number[] | undefined;
}

/** Cut off, or not of this format. */
class Malformed extends Error {}

function fieldsOf(message: Uint8Array): readonly Field[] {
  const fields = readFields(message);
  if (!fields) throw new Malformed('It is no ONNX model, or cut off.');
  return fields;
}

/** Little-endian float32s of a field, one to a field or packed. */
const floatsIn = (fields: readonly Field[], number: number): readonly number[] =>
  bytesOf(fields, number).flatMap(part => [...copiedFloats(part)]);

/** Floats start at a multiple of four bytes, which a file does not keep to. */
function copiedFloats(bytes: Uint8Array): Float32Array {
  if (bytes.length % 4 !== 0) throw new Malformed(`${bytes.length} bytes are no whole number of float32s.`);
  return new Float32Array(new Uint8Array(bytes).buffer);
}

/** The first graph of a file, or why it cannot be read. */
export function decodeOnnx(file: Uint8Array): ReadModel | Problem {
  try {
    const [graph] = bytesOf(fieldsOf(file), 7);
    return graph ? readGraph(fieldsOf(graph)) : { problem: 'The file holds no ONNX graph.' };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { problem: error.message };
  }
}

function readGraph(fields: readonly Field[]): ReadModel {
  const nodes = bytesOf(fields, 1).map(part => readNode(fieldsOf(part)));
  const tensors = new Map(bytesOf(fields, 5).map(part => readTensor(fieldsOf(part))));
  for (const { type, outputs, attributes } of nodes) {
    const value = attributes.get('value');
    if (type === 'Constant' && isTensor(value)) tensors.set(outputs[0] ?? '', value);
  }
  const values = (number: number) => bytesOf(fields, number).map(part => readValue(fieldsOf(part)));
  const known = [...values(11), ...values(12), ...values(13)];
  return {
    name: textOf(fields, 2),
    nodes: nodes.filter(({ type }) => type !== 'Constant'),
    inputs: values(11).filter(({ name }) => !tensors.has(name)),
    outputs: values(12).map(({ name }) => name),
    shapes: new Map(known.flatMap(({ name, shape }) => (shape ? [[name, shape] as const] : []))),
    tensors,
  };
}

export const isTensor = (value: ReadAttribute | undefined): value is ReadTensor =>
  typeof value === 'object' && 'shape' in value;

const textOf = (fields: readonly Field[], number: number): string => {
  const [bytes] = bytesOf(fields, number);
  return bytes ? wordOf(bytes) : '';
};

function wordOf(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new Malformed('A name is no UTF-8.');
  return text;
}

function readNode(fields: readonly Field[]): ReadNode {
  const domain = textOf(fields, 7);
  const type = textOf(fields, 4);
  return {
    type: domain === '' || domain === 'ai.onnx' ? type : `${domain}.${type}`,
    inputs: bytesOf(fields, 1).map(wordOf),
    outputs: bytesOf(fields, 2).map(wordOf),
    attributes: new Map(bytesOf(fields, 5).flatMap(part => readAttribute(fieldsOf(part)))),
  };
}

/** The one part of an AttributeProto that is there; subgraphs and the like are left out. */
function readAttribute(fields: readonly Field[]): readonly (readonly [string, ReadAttribute])[] {
  const name = textOf(fields, 1);
  const has = (number: number) => fields.some(field => field.number === number);
  if (has(2)) return [[name, decimal(floatsIn(fields, 2)[0] ?? 0)]];
  if (has(4)) return [[name, textOf(fields, 4)]];
  const [tensor] = bytesOf(fields, 5);
  if (tensor) return [[name, readTensor(fieldsOf(tensor))[1]]];
  if (has(7)) return [[name, floatsIn(fields, 7).map(decimal)]];
  if (has(8)) return [[name, integersOf(fields, 8)]];
  // An integer of 0 may be left out of the file.
  return has(3) || integersOf(fields, 20)[0] === INTEGER ? [[name, integersOf(fields, 3)[0] ?? 0]] : [[name, []]];
}

/** AttributeProto.AttributeType. */
const INTEGER = 2;

/** A float32 as somebody wrote it: 0.1, not 0.10000000149011612. */
const decimal = (value: number): number => Number(Math.fround(value).toPrecision(7));

/** TensorProto.DataType. */
const FLOAT = 1;
const INT64 = 7;

function readTensor(fields: readonly Field[]): readonly [name: string, tensor: ReadTensor] {
  const shape = integersOf(fields, 1);
  const type = integersOf(fields, 2)[0];
  const [raw] = bytesOf(fields, 9);
  const count = shape.reduce((product, size) => product * size, 1);
  const floats = type !== FLOAT ? undefined : raw ? copiedFloats(raw) : Float32Array.from(floatsIn(fields, 4));
  const integers = type !== INT64 ? undefined : raw ? rawIntegers(raw) : integersOf(fields, 7);
  return [
    textOf(fields, 8),
    {
      shape,
      floats: floats?.length === count ? floats : undefined,
      integers: integers?.length === count ? integers : undefined,
    },
  ];
}

function rawIntegers(bytes: Uint8Array): readonly number[] {
  if (bytes.length % 8 !== 0) throw new Malformed(`${bytes.length} bytes are no whole number of int64s.`);
  return Array.from(new BigInt64Array(new Uint8Array(bytes).buffer), Number);
}

/** ValueInfoProto, TypeProto, TypeProto.Tensor, TensorShapeProto: each holds the next. */
function readValue(fields: readonly Field[]): ReadValue {
  const shapes = bytesOf(fields, 2)
    .flatMap(type => bytesOf(fieldsOf(type), 1))
    .flatMap(tensor => bytesOf(fieldsOf(tensor), 2));
  const [shape] = shapes;
  return {
    name: textOf(fields, 1),
    shape: shape && bytesOf(fieldsOf(shape), 1).map(size => integersOf(fieldsOf(size), 1)[0] ?? Number.NaN),
  };
}
