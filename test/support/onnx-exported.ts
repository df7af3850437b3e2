/** ONNX files of others, run by ONNX Runtime. */
import * as ort from 'onnxruntime-web';
import { join, messageField, textField } from '#core/interchange/protobuf.ts';
import { tensorOf, type Tensor } from './onnx-session.ts';

/** Runs an ONNX file on its one input, and returns the float32 results that `names` say, whatever its outputs are. */
export async function runExported(
  file: Uint8Array,
  input: Tensor,
  names: readonly string[],
): Promise<ReadonlyMap<string, Tensor>> {
  const session = await ort.InferenceSession.create(withOutputs(file, names));
  try {
    const [feed = ''] = session.inputNames;
    const results = await session.run({ [feed]: new ort.Tensor('float32', input.data, [1, ...input.shape]) });
    return new Map(names.map(name => [name, tensorOf(name, results[name])]));
  } finally {
    await session.release();
  }
}

/**
 * A ModelProto whose graph (field 7) has further outputs (field 12): messages that follow each other are merged
 * (https://protobuf.dev/programming-guides/encoding/#last-one-wins), and lists in them joined.
 */
function withOutputs(file: Uint8Array, names: readonly string[]): Uint8Array {
  const { length } = file;
  const outputs = join([
    messageField(
      7,
      names.map(name => messageField(12, [textField(1, name)])),
    ),
  ]);
  const model = new Uint8Array(length + outputs.length);
  model.set(file);
  model.set(outputs, length);
  return model;
}
