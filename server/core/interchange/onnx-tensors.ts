/**
 * Reads the weights of an ONNX model: its initializers. Nothing is copied: a tensor is a view of the file.
 * Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3.
 */
import { elements } from '../ops/shape.ts';
import { bytesOf, integersOf, readFields } from './protobuf-reader.ts';
import type { Field } from './protobuf-reader.ts';
import { isProblem, sizeText } from './safetensors.ts';
import type { Problem, StoredTensor } from './safetensors.ts';
import { decodeUtf8 } from './utf8.ts';

/** Fields of ModelProto, GraphProto and TensorProto. */
const [GRAPH, INITIALIZER] = [7, 5];
const TENSOR = { dims: 1, dataType: 2, floats: 4, name: 8, raw: 9, doubles: 10, location: 14 };

/** TensorProto.DataType, as safetensors spells those that hold weights; and bytes of an element. */
const DTYPES: ReadonlyMap<number, readonly [dtype: string, width: number]> = new Map([
  [1, ['F32', 4]],
  [10, ['F16', 2]],
  [11, ['F64', 8]],
  [16, ['BF16', 2]],
]);

/** The float tensors of a file by name, or why it cannot be read. Integers are constants, not weights. */
export function readOnnxTensors(file: Uint8Array): ReadonlyMap<string, StoredTensor> | Problem {
  const graphs = bytesOf(readFields(file) ?? [], GRAPH).map(readFields);
  const [graph] = graphs;
  if (!graph) return { problem: 'It is no ONNX model, or cut off.' };
  const tensors = new Map<string, StoredTensor>();
  for (const message of bytesOf(graph, INITIALIZER)) {
    const fields = readFields(message);
    if (!fields) return { problem: 'It is cut off in a tensor.' };
    const tensor = readTensor(fields);
    if (tensor && isProblem(tensor)) return tensor;
    if (tensor) tensors.set(nameOf(fields), tensor);
  }
  return tensors;
}

const nameOf = (fields: readonly Field[]): string =>
  bytesOf(fields, TENSOR.name)
    .map(name => decodeUtf8(name) ?? '')
    .join('');

function readTensor(fields: readonly Field[]): StoredTensor | Problem | undefined {
  const [type] = integersOf(fields, TENSOR.dataType);
  const [dtype, width] = DTYPES.get(type ?? NaN) ?? [];
  if (dtype === undefined || width === undefined) return undefined;
  const name = nameOf(fields);
  if (integersOf(fields, TENSOR.location)[0] === 1)
    return { problem: `${name} is in a file of its own beside the model; only weights within the file are read.` };
  const shape = integersOf(fields, TENSOR.dims);
  const wanted = elements(shape) * width;
  const [bytes = new Uint8Array()] = [TENSOR.raw, TENSOR.floats, TENSOR.doubles].flatMap(field =>
    bytesOf(fields, field),
  );
  if (bytes.length === wanted) return { dtype, shape, bytes };
  return { problem: `${name}, ${sizeText(shape)} of ${dtype}, takes ${wanted} bytes, but has ${bytes.length}.` };
}
