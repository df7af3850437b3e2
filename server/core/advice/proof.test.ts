/** What two rules say can be seen: the networks are run with ONNX Runtime, all weights 1. */
import { expect, test } from 'vitest';
import { analyzeText, FILE } from '../../../test/support/annotated.ts';
import { withSession, type Tensor } from '../../../test/support/onnx-session.ts';
import type { Fix } from '../diagnostics.ts';
import { applyEdits } from '../edits.ts';
import { lower } from '../interchange/lower.ts';
import { elements } from '../ops/shape.ts';
import { review } from '../review.ts';

/** What the last layer gives. `pixel` is the input, by row and column. */
async function run(text: string, pixel: (row: number, column: number) => number): Promise<Tensor> {
  const [model] = analyzeText(text).models;
  const program = model && lower(model, FILE);
  const [input] = program?.inputs ?? [];
  if (!program || !input) throw new Error('The network does not run.');
  const [, , columns = 1] = input.shape;
  const data = Float32Array.from({ length: elements(input.shape) }, (_, index) =>
    pixel(Math.floor(index / columns), index % columns),
  );
  const weights = new Map(
    program.weights.map(({ path, shape }) => [path, new Float32Array(elements(shape)).fill(1)] as const),
  );
  const results = await withSession(program, weights, session => session([data]));
  const last = [...results.values()].at(-1);
  if (!last) throw new Error('The run gave nothing.');
  return last;
}

/** The different values, in order, of positions at least `border` from the edge. */
function valuesWithin({ shape, data }: Tensor, border: number): readonly number[] {
  const [, rows = 0, columns = 0] = shape;
  const isInside = (index: number) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    return Math.min(row, rows - 1 - row) >= border && Math.min(column, columns - 1 - column) >= border;
  };
  return [...new Set(data.filter((_, index) => isInside(index)))].toSorted((a, b) => a - b);
}

const fixed = (text: string): readonly string[] => {
  const fixes: readonly Fix[] = review(analyzeText(text)).flatMap(diagnostic => diagnostic.fixes);
  return fixes.map(({ edits }) => applyEdits(text, edits));
};

/** A constant picture; each output is the number of inputs that it sums. */
test.each([
  [3, 1, [1, 2, 4]],
  [5, 2, [4, 6, 9]],
])(
  'kernel %i and stride 2 show a checkerboard on a constant picture, and none after either fix',
  async (kernel, padding, sums) => {
    const layer = `conv_transpose(1, ${kernel}, stride=2, padding=${padding}, output_padding=1, bias=false)`;
    const text = `model Net {\n  input(1x8x8)\n  ${layer}\n}\n`;
    const one = () => 1;
    expect(valuesWithin(await run(text, one), 4)).toEqual(sums);
    const mended = fixed(text);
    expect(mended).toHaveLength(2);
    for (const other of mended) expect(valuesWithin(await run(other, one), 4)).toHaveLength(1);
  },
);

/**
 * One bright pixel reaches those outputs that read it: 7 by 7 of the 13 by 13 around it, and all of 11 by 11 once the last
 * dilation is 1.
 */
test('dilations 2, 2, 2 read one position of two, and each after the fix', async () => {
  const layers = Array.from({ length: 3 }, () => '  conv(1, 3, padding=2, dilation=2, bias=false) -> relu');
  const text = `model Net {\n  input(1x17x17)\n${layers.join('\n')}\n}\n`;
  const reached = async (network: string) => {
    const { data } = await run(network, (row, column) => Number(row === 8 && column === 8));
    return data.filter(value => value !== 0).length;
  };
  expect(await reached(text)).toBe(7 * 7);
  expect(await Promise.all(fixed(text).map(reached))).toEqual([11 * 11]);
});

/** Each picture of noise gives the same maps: an activation that never falls keeps the largest value the largest. */
test('an activation behind the max pool gives what it gives before it', async () => {
  const noise = (row: number, column: number) => Math.sin(row * 31 + column * 17);
  for (const activation of ['relu', 'leaky_relu(0.2)', 'tanh', 'elu']) {
    const text = `model Net {\n  input(1x8x8)\n  ${activation}\n  maxpool(3, stride=2, padding=1)\n}\n`;
    const [moved = ''] = fixed(text);
    expect(moved).not.toBe('');
    expect([...(await run(moved, noise)).data]).toEqual([...(await run(text, noise)).data]);
  }
});
