/**
 * Draws weights that nobody trained. The same path and seed give the same bits on every machine: integers, and only
 * the arithmetic that IEEE 754 rounds exactly (+ − × ÷ √).
 */
import { elements } from '../ops/shape.ts';
import type { Shape } from '../ops/shape.ts';
import { fillEdges, fillIdentity } from './filters.ts';
import type { ProgramWeight } from './program.ts';

/** The weight's numbers, in the order of its shape. */
export function initialise({ path, shape, initial }: ProgramWeight, seed: number): Float32Array {
  const values = new Float32Array(elements(shape));
  switch (initial.kind) {
    case 'constant':
      return values.fill(initial.value);
    case 'kaiming':
      return fillNormal(values, Math.sqrt(2 / initial.fanIn), hash(path, seed));
    case 'lecun':
      return fillNormal(values, Math.sqrt(1 / initial.fanIn), hash(path, seed));
    case 'xavier':
      return fillNormal(values, Math.sqrt(2 / fanSum(shape)), hash(path, seed));
    case 'identity':
      return fillIdentity(values, shape);
    case 'edges':
      return fillEdges(values, shape);
  }
}

/**
 * Fan-in and fan-out together, as PyTorch counts them: the sizes of both sides, times the size of the kernel
 * (https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.xavier_normal_).
 */
const fanSum = ([to = 1, from = 1, ...kernel]: Shape): number => (to + from) * elements(kernel);

/** A table of quantiles spares each number the logarithm and cosine of Box and Muller, which no two engines round alike. */
const QUANTILES = 65_536;

/**
 * Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (14), 2003: period 2³² − 1. A state draws two numbers: over
 * the period its halves are every pair of 16 bits once, but for two zeros.
 */
function fillNormal(values: Float32Array, deviation: number, state: number): Float32Array {
  const table = normalQuantiles();
  // Where the length is odd, the last number falls behind the end and is dropped.
  for (let index = 0; index < values.length; index += 2) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    values[index] = (table[state >>> 16] ?? 0) * deviation;
    values[index + 1] = (table[state & 0xffff] ?? 0) * deviation;
  }
  return values;
}

/** FNV-1a over the path's UTF-16 code units, after the seed's bits; never 0, where xorshift stands still. */
function hash(path: string, seed: number): number {
  let state = Math.imul(0x811c9dc5 ^ seed, 0x01000193);
  for (let index = 0; index < path.length; index++) state = Math.imul(state ^ path.charCodeAt(index), 0x01000193);
  return state || 1;
}

let quantiles: Float32Array | undefined;

/** The standard normal's quantiles in the middles of 65,536 equal parts: it ends at ±4.3. Made when first asked for. */
function normalQuantiles(): Float32Array {
  quantiles ??= makeQuantiles();
  return quantiles;
}

/** From the median outwards, each quantile by Newton's method from the one before; the lower half mirrors the upper. */
function makeQuantiles(): Float32Array {
  const table = new Float32Array(QUANTILES);
  const half = QUANTILES / 2;
  let quantile = 0;
  for (let index = 0; index < half; index++) {
    quantile = solve((index + 0.5) / QUANTILES, quantile);
    table[half + index] = quantile;
    table[half - 1 - index] = -quantile;
  }
  return table;
}

/** The `x` with `area` between 0 and it. Below the solution the area is concave, so Newton's steps never pass it twice. */
function solve(area: number, start: number): number {
  let x = start;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const slope = density(x);
    x -= (slope * areaOverDensity(x) - area) / slope;
  }
  return x;
}

/** e^(−x²/2) / √2π, by the series of e^(x²/2), whose terms are all positive. */
function density(x: number): number {
  const exponent = (x * x) / 2;
  let [term, sum] = [1, 1];
  for (let n = 1; sum + term !== sum; n++) {
    term *= exponent / n;
    sum += term;
  }
  return 1 / (2.5066282746310002 * sum);
}

/** The area from 0 to `x` over the density: x + x³/3 + x⁵/(3·5) + … (Abramowitz and Stegun, 26.2.11). */
function areaOverDensity(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 3; sum + term !== sum; n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return sum;
}

/** Enough for the last quantile, the farthest from the one before it: its error is below 1e-12 after four. */
const NEWTON_STEPS = 5;
