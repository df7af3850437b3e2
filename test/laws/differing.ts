/** Compares what an operation computes with what it should. */
import { initialise } from '#core/interchange/initialise.ts';
import type { Program } from '#core/interchange/program.ts';
import { withSession } from '../support/onnx-session.ts';
import type { Tensor } from '../support/onnx-session.ts';
import { LAYER, operationNamed, programOf, useOf } from '../support/operation-network.ts';
import type { Application } from '../support/operation-network.ts';
import { positiveWeights } from './positive.ts';

/** Of float32 values of the size of 1, with functions that are approximated. */
const TOLERANCE = 1e-5;

/** The places where an operation on `input` does not give what is wanted, with both values. */
export async function differing(
  name: string,
  args: Application['args'],
  input: Tensor,
  wanted: readonly number[],
  weights: (program: Program) => ReadonlyMap<string, Float32Array> = positiveWeights,
) {
  const operation = operationNamed(name);
  const use = useOf({ operation, args, inputs: [input.shape] });
  if (!use) throw new Error(`${name} refuses its input.`);
  const program = programOf(operation, use);
  const outputs = await withSession(program, weights(program), run => run([input.data]));
  const given = outputs.get(LAYER)?.data ?? [];
  return wanted.flatMap((value, place) => {
    const shown = given[place] ?? NaN;
    return Math.abs(shown - value) < TOLERANCE ? [] : [{ place, shown, wanted: value }];
  });
}

/** The weights that a layer has before training; normal ones are seeded. */
export const initialWeights = ({ weights }: Program): ReadonlyMap<string, Float32Array> =>
  new Map(weights.map(weight => [weight.path, initialise(weight, 0)]));
