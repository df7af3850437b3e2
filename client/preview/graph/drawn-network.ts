/** A network as the graph draws it: one that runs, or what is known of one that cannot. */
import type { LayerFault } from '#core/ide/faults.ts';
import type { Outline, OutlineLayer } from '#core/ide/outline.ts';
import type { Program, ProgramLayer } from '#core/interchange/program.ts';
import { formatShape } from '#core/ops/shape.ts';

export interface DrawnNetwork {
  readonly model: string;
  readonly layers: readonly OutlineLayer[];
  /** By layer, what is wrong with it. */
  readonly faults: ReadonlyMap<number, string>;
  /** The same layers with their figures, to colour them by; none where they are not known. */
  readonly figures: readonly ProgramLayer[];
  /** The size of the input along its longest axis. */
  readonly extent: number;
}

export const drawnProgram = ({ model, layers, inputs }: Program, faults: readonly LayerFault[]): DrawnNetwork => ({
  model,
  layers: layers.map(layer => ({ ...layer, shape: formatShape(layer.shape) })),
  faults: byLayer(faults),
  figures: layers,
  extent: Math.max(...(inputs[0]?.shape.slice(1) ?? [])),
});

export const drawnOutline = ({ model, layers, faults }: Outline): DrawnNetwork => ({
  model,
  layers,
  faults: byLayer(faults),
  figures: [],
  extent: NaN,
});

/** A layer shows the first of its faults: the others often follow from it. */
const byLayer = (faults: readonly LayerFault[]): ReadonlyMap<number, string> =>
  new Map(faults.toReversed().map(({ layer, message }) => [layer, message]));
