/**
 * Reads the weights of an ONNX file. Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3; the wire
 * format: https://protobuf.dev/programming-guides/encoding/.
 */
import type { Shape } from '#core/ops/shape.ts';

export interface OnnxTensor {
  readonly shape: Shape;
  readonly data: Float32Array;
}

/** TensorProto.DataType. */
const FLOAT = 1;

/** The float32 initializers of a ModelProto, which has them as raw data, by name. Throws for others. */
export function onnxInitializers(model: Uint8Array): ReadonlyMap<string, OnnxTensor> {
  const tensors = messages(model, 7).flatMap(graph => messages(graph, 5));
  return new Map(tensors.map(tensor => [nameOf(tensor), tensorOf(tensor)]));
}

function nameOf(tensor: Uint8Array): string {
  return messages(tensor, 8)
    .map(name => new TextDecoder().decode(name))
    .join('');
}

function tensorOf(tensor: Uint8Array): OnnxTensor {
  const fields = fieldsOf(tensor);
  const integers = (field: number) => fields.flatMap(({ number, value }) => (number === field ? [value] : []));
  const [raw] = messages(tensor, 9);
  if (integers(2)[0] !== FLOAT || !raw) throw new Error(`${nameOf(tensor)} is no float32 of raw data.`);
  // A copy: floats start at a multiple of four bytes, which a file does not keep to.
  return { shape: integers(1).map(Number), data: new Float32Array(new Uint8Array(raw).buffer) };
}

/** What a field of length-delimited values holds, in order. */
const messages = (message: Uint8Array, field: number): readonly Uint8Array[] =>
  fieldsOf(message).flatMap(({ number, value }) => (number === field && typeof value !== 'number' ? [value] : []));

interface Field {
  readonly number: number;
  readonly value: number | Uint8Array;
}

function fieldsOf(message: Uint8Array): readonly Field[] {
  const fields: Field[] = [];
  const reader = { message, at: 0 };
  while (reader.at < message.length) {
    const tag = readVarint(reader);
    fields.push({ number: tag >> 3, value: readValue(reader, tag & 7) });
  }
  return fields;
}

interface Reader {
  readonly message: Uint8Array;
  at: number;
}

function readValue(reader: Reader, wireType: number): number | Uint8Array {
  if (wireType === 0) return readVarint(reader);
  const length = wireType === 2 ? readVarint(reader) : wireType === 5 ? 4 : 8;
  const start = reader.at;
  reader.at += length;
  return reader.message.subarray(start, reader.at);
}

function readVarint(reader: Reader): number {
  let value = 0;
  for (let place = 1; ; place *= 128) {
    const byte = reader.message[reader.at++] ?? 0;
    value += (byte & 127) * place;
    if (byte < 128) return value;
  }
}
