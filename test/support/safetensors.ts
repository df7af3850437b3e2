import type { Shape } from '#core/ops/shape.ts';

/** A safetensors file of float32 tensors: https://github.com/huggingface/safetensors#format. */
export function writeSafetensors(
  tensors: readonly (readonly [name: string, shape: Shape, values: ArrayLike<number>])[],
): Uint8Array {
  let end = 0;
  const header = tensors.map(([name, shape, values]) => {
    const start = end;
    end += 4 * values.length;
    return [name, { dtype: 'F32', shape, data_offsets: [start, end] }] as const;
  });
  const text = Buffer.from(JSON.stringify(Object.fromEntries(header)));
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(text.length));
  const data = tensors.map(([, , values]) => Buffer.from(Float32Array.from(values).buffer));
  return new Uint8Array(Buffer.concat([prefix, text, ...data]));
}
