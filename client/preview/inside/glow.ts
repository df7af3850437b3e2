/** Where what a cell sees comes from: its effective receptive field, along rows and along columns. */
import type { EffectiveField } from '#core/analysis/effective-field.ts';
import { effectiveField } from '#core/analysis/effective-field.ts';
import type { ProgramLayer } from '#core/interchange/program.ts';
import { formatShare, formatValue } from '../numbers.ts';
import { say } from '../words.ts';
import type { Cell } from './sight.ts';

/** The weight of a pixel is that of its row times that of its column. */
export interface Glow {
  readonly rows: EffectiveField;
  readonly columns: EffectiveField;
}

/** `weighed` is of all layers; undefined where the way from the input to this one is not known. */
export function glowOf(
  weighed: readonly ProgramLayer['weighing'][],
  layer: number,
  { row, column }: Cell,
): Glow | undefined {
  const rows = effectiveField(weighed, { layer, axis: 0, position: row });
  const columns = effectiveField(weighed, { layer, axis: 1, position: column });
  return rows && columns && { rows, columns };
}

/** Less of a field comes from padding than is worth a word. */
const LITTLE = 0.005;

/** `mostly from row 12 ± 2.1, column 13 ± 2.1`: means and standard deviations; undefined where nothing is seen. */
export function describeGlow({ rows, columns }: Glow): string | undefined {
  if (Number.isNaN(rows.centre) || Number.isNaN(columns.centre)) return undefined;
  const [down, across] = [rows, columns].map(
    ({ centre, deviation }) => `${formatValue(centre)} ± ${formatValue(deviation)}`,
  );
  // What comes from an index in both directions; the rest is padding in one of them.
  const padding = 1 - (1 - rows.padding) * (1 - columns.padding);
  const where = say`mostly from row ${down ?? ''}, column ${across ?? ''}`;
  return padding < LITTLE ? where : say`${where}; ${formatShare(padding)} from padding`;
}
