/** What an operation refuses, ONNX Runtime refuses, and the other way round. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OnnxGraph } from '#core/interchange/onnx-graph.ts';
import { useOf } from '../support/operation-network.ts';
import { takes } from '../support/onnx-session.ts';
import { applicationOf } from './case-accounts.ts';
import { positiveTensor } from './positive.ts';
import { uncheckedCases } from './unchecked-cases.ts';
import type { Asked } from './unchecked-cases.ts';

const SEED = 20_260_721;
const RUNS = 100;

/** The node alone. Its sum is what leaves, so that no shape need be said of what may have none. */
function graphOf({ each, node }: Asked): OnnxGraph {
  const inputs = each.inputs.map((shape, index) => ({ name: `x${index}`, shape: [1, ...shape] }));
  const floats = (node.floats ?? []).map((shape, index) => ({
    name: `w${index}`,
    shape,
    data: { kind: 'floats' as const, values: Array.from(positiveTensor(shape).data) },
  }));
  const integers = node.integers && {
    name: 'integers',
    shape: [node.integers.length],
    data: { kind: 'integers' as const, values: node.integers },
  };
  const initializers = [...floats, ...(integers ? [integers] : [])];
  const entering = [...inputs, ...initializers].map(({ name }) => name);
  return {
    name: 'refusals',
    inputs,
    outputs: [{ name: 'sum', shape: [] }],
    nodes: [
      { type: node.type, inputs: entering, output: 'result', attributes: node.attributes },
      { type: 'ReduceSum', inputs: ['result'], output: 'sum', attributes: { keepdims: 0 } },
    ],
    initializers,
  };
}

const bothOf = async (name: string, asked: Asked) => ({
  ours: useOf(applicationOf(name, asked.each)) !== undefined,
  runtime: await takes(graphOf(asked)),
});

test.each(Object.entries(uncheckedCases))(
  `%s of ${RUNS} random cases, seed ${SEED}`,
  async (name, arbitrary) => {
    const agreed = { taken: 0, refused: 0 };
    const law = fc.asyncProperty(arbitrary, async asked => {
      const { ours, runtime } = await bothOf(name, asked);
      const isAgreed = ours === runtime;
      if (isAgreed) agreed[ours ? 'taken' : 'refused'] += 1;
      return isAgreed || (ours ? asked.runtimeRefuses : asked.runtimeTakes) === true;
    });
    await fc.assert(law, { seed: SEED, numRuns: RUNS });
    expect(Math.min(agreed.taken, agreed.refused)).toBeGreaterThan(RUNS / 10);
  },
  60_000,
);
