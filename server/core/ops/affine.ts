/** What normalisations have in common: the small number, the learned scale and shift, the whole axis. */
import { entering, type GraphWriter, type Use, type Weight } from './operation.ts';
import { flag, real, type Parameter } from './parameters.ts';
import { wholeAxis, type Reads } from './reads.ts';
import type { Shape } from './shape.ts';
import { constantWeight } from './weights.ts';
import { say } from '../words.ts';

export const eps = {
  type: real(say`of at least 0`, value => value >= 0),
  documentation: 'What is added to the variance, so that nothing is divided by 0.',
  default: 1e-5,
} as const satisfies Parameter;

export const affine = {
  type: flag,
  documentation: 'Whether the result is scaled and shifted by learned numbers, one pair a channel.',
  default: true,
} as const satisfies Parameter;

/** Scale and shift, 1 and 0 at first. */
export const scaleAndShift = (shape: Shape): readonly Weight[] => [
  constantWeight('weight', shape, 1),
  constantWeight('bias', shape, 0),
];

/** The learned scale and shift, or ones and zeros: ONNX's normalisations always have them. */
export const affineValues = (graph: GraphWriter, learned: boolean, shape: Shape): readonly string[] =>
  learned
    ? [graph.weight('weight'), graph.weight('bias')]
    : [1, 0].map(value => graph.node('Expand', [graph.floats([value], []), graph.integers(shape)]));

/** Every output reads all of an axis. */
export const readsAll = ({ inputs }: Pick<Use, 'inputs'>, axis: number): Reads =>
  wholeAxis(entering(inputs)[axis + 1] ?? 1);
