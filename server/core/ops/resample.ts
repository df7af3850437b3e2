/**
 * Where an interpolated output reads its input, along one axis. Output `i` lies at `i · step` of the input, or, by the
 * centres of the positions, at `(i + ½) · step − ½`:
 * https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.interpolate.html
 */
import { fractionOf, ratio, type Fraction } from './fraction.ts';
import type { Reads, Run } from './reads.ts';

export type Interpolation = 'nearest' | 'nearest_exact' | 'linear' | 'cubic';

/** One axis that is interpolated. */
export interface Resampling {
  readonly interpolation: Interpolation;
  readonly size: number;
  readonly output: number;
  /** As given; absent where the sizes say it. PyTorch steps by the scale even where `⌊size · scale⌋` dropped a part. */
  readonly scale: number | undefined;
  readonly alignCorners: boolean;
}

export function resampleReads(resampling: Resampling): Reads {
  const step = stepOf(resampling);
  // No more phases than there are outputs.
  const period = Math.min(step.denominator, resampling.output);
  const phases = Array.from({ length: period }, (_, i) =>
    runAt(placeOf(i, step, resampling), resampling.interpolation),
  );
  return { period, shift: step.numerator, phases };
}

function stepOf({ size, output, scale, alignCorners }: Resampling): Fraction {
  if (alignCorners) return output === 1 ? { numerator: 0, denominator: 1 } : ratio(size - 1, output - 1);
  if (scale === undefined) return ratio(size, output);
  const { numerator, denominator } = fractionOf(scale);
  return { numerator: denominator, denominator: numerator };
}

/** Where output `i` lies in the input; not in lowest terms. */
function placeOf(
  i: number,
  { numerator, denominator }: Fraction,
  { interpolation, alignCorners }: Resampling,
): Fraction {
  if (alignCorners || interpolation === 'nearest') return { numerator: i * numerator, denominator };
  const twice = (2 * i + 1) * numerator;
  return { numerator: interpolation === 'nearest_exact' ? twice : twice - denominator, denominator: 2 * denominator };
}

/** Linear interpolation reads the two positions around a place, cubic the four; on a position both read it alone. */
function runAt({ numerator, denominator }: Fraction, interpolation: Interpolation): Run {
  const whole = Math.floor(numerator / denominator);
  const between = numerator % denominator !== 0;
  if (between && interpolation === 'linear') return { from: whole, step: 1, count: 2 };
  if (between && interpolation === 'cubic') return { from: whole - 1, step: 1, count: 4 };
  return { from: whole, step: 1, count: 1 };
}
