/** A residual network of 70 bottlenecks, to be written out layer by layer. */
export interface Unit {
  readonly name: string;
  readonly width: number;
  readonly stride: number;
  readonly projects: boolean;
}

/** Width, depth and first stride: as those of ResNet-152, with twenty units more. */
const STAGES = [
  [64, 3, 1],
  [128, 8, 2],
  [256, 56, 2],
  [512, 3, 2],
] as const;

export const UNITS: readonly Unit[] = STAGES.flatMap(([width, depth, stride], stage) =>
  Array.from({ length: depth }, (_, index) => ({
    name: `layer${stage + 1}_${index}`,
    width,
    stride: index === 0 ? stride : 1,
    projects: index === 0,
  })),
);
