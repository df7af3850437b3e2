import { say, type Phrase } from '../words.ts';
/**
 * A tensor's size, channels first and without the batch: `[64, 56, 56]`, or `[4096]` once flattened.
 * A dimension that nobody knows is `NaN`: arithmetic carries it on, and comparisons with it are false, so a rule that
 * asks "is this wrong?" stays silent about it. Rules that ask for equality use the helpers below.
 */
export type Shape = readonly number[];

/** The dimension nobody knows. */
export const UNKNOWN = Number.NaN;

export const isKnown = (shape: Shape): boolean => shape.every(size => !Number.isNaN(size));

/** How many numbers a tensor holds; `NaN` when a dimension is unknown. */
export const elements = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

/** True when `a` and `b` may be the same size: they are equal, or one of them is unknown. */
export const mayEqual = (a: number, b: number): boolean => a === b || Number.isNaN(a) || Number.isNaN(b);

/** True when `divisor` may divide `size`: it does, or one of them is unknown. */
export const mayDivide = (divisor: number, size: number): boolean => {
  const rest = size % divisor;
  return rest === 0 || Number.isNaN(rest);
};

/** `64×56×56`; an unknown dimension is `?`. */
export const formatShape = (shape: Shape): string =>
  shape.map(size => (Number.isNaN(size) ? '?' : String(size))).join('×');

/** How many channels, or features of a flat tensor, there are. */
export const channelsOf = (shape: Shape): number => shape[0] ?? UNKNOWN;

/** The sizes of the spatial axes: `[56, 56]` of `64×56×56`, none of a flat tensor. */
export const spatialSizes = (shape: Shape): readonly number[] => shape.slice(1);

/** How many positions the spatial axes have together: 1 for a flat tensor. */
export const positions = (shape: Shape): number => elements(spatialSizes(shape));

const [LENGTH, HEIGHT, WIDTH, DEPTH] = [say`length`, say`height`, say`width`, say`depth`];
const SPATIAL_NAMES = [[], [LENGTH], [HEIGHT, WIDTH], [DEPTH, HEIGHT, WIDTH]];

/** What dimension `index` of a shape is called: `channels`, `height`. */
export const dimensionName = (shape: Shape, index: number): Phrase =>
  index === 0
    ? shape.length === 1
      ? say`features`
      : say`channels`
    : (SPATIAL_NAMES[shape.length - 1]?.[index - 1] ?? say`dimension ${index}`);

/** `1 spatial axis`, `2 spatial axes`. */
export const axesText = (axes: number): Phrase => (axes === 1 ? say`1 spatial axis` : say`${axes} spatial axes`);
