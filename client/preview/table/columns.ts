/** The table's columns: what each says of a layer, to people, to programs and to whoever sorts by it. */
import { bytes, exact, rounded } from '#core/figures.ts';
import { fieldJump, fieldSize } from '#core/ide/field-text.ts';
import type { ProgramLayer } from '#core/interchange/program.ts';
import { formatShape } from '#core/ops/shape.ts';
import type { Text } from '#core/words.ts';
import { formatTime } from '../numbers.ts';
import { say, words } from '../words.ts';

/** A layer as the table has it. */
export interface TableLayer extends ProgramLayer {
  /** In milliseconds, once it is measured. */
  readonly time?: number;
}

export interface Column {
  readonly title: string;
  readonly explanation: string;
  readonly text: (layer: TableLayer) => string;
  /** Every digit, where `text` has not. */
  readonly exact?: (layer: TableLayer) => string;
  /** What it is sorted by, where not by its text; undefined for a layer that has no such number. */
  readonly number?: (layer: TableLayer) => number | undefined;
  /** Whether bars show the layers' shares of the sum. */
  readonly hasBars?: true;
  /** Its name in a CSV file. */
  readonly name: string;
  /** What a CSV file has, where not `text`: a plain number. */
  readonly plain?: (layer: TableLayer) => string;
}

/** The largest of the axes; undefined where nothing is known, or there are no axes. */
export const fieldExtent = ({ receptiveField }: ProgramLayer): number | undefined =>
  receptiveField?.described.reduce<number | undefined>((most, { size }) => Math.max(most ?? 0, size), undefined);

const jumpExtent = ({ receptiveField }: ProgramLayer): number | undefined =>
  receptiveField?.described.reduce<number | undefined>((most, { jump }) => Math.max(most ?? 0, jump), undefined);

const isGlobal = ({ receptiveField }: ProgramLayer): boolean =>
  receptiveField?.described.every(({ global }) => global) ?? false;

/** Nothing where the input has no axes. */
function fieldText(
  { receptiveField }: ProgramLayer,
  text: (fields: NonNullable<ProgramLayer['receptiveField']>['described']) => Text,
): string {
  if (!receptiveField) return '?';
  return receptiveField.described.length > 0 ? words(text(receptiveField.described)) : '';
}

const count = (name: 'params' | 'macs', about: Pick<Column, 'title' | 'explanation'>): Column => ({
  ...about,
  name,
  text: layer => rounded(layer[name]),
  exact: layer => exact(layer[name]),
  number: layer => layer[name],
  plain: layer => String(layer[name]),
  hasBars: true,
});

export const COLUMNS: readonly Column[] = [
  {
    title: say`Layer`,
    explanation: say`Its path, as in the weights file`,
    name: 'layer',
    text: ({ path }) => path,
  },
  { title: say`Operation`, explanation: say`What it does`, name: 'operation', text: ({ operation }) => operation },
  {
    title: say`Output`,
    explanation: say`Channels × height × width`,
    name: 'output',
    text: ({ shape }) => formatShape(shape),
    plain: ({ shape }) => shape.join('x'),
    number: ({ activationBytes }) => activationBytes,
  },
  count('params', { title: say`Params`, explanation: say`Learnable numbers` }),
  count('macs', { title: say`MACs`, explanation: say`Multiply-accumulates, without bias` }),
  {
    title: say`Memory`,
    explanation: say`Its output, as float32, for a batch of 1`,
    name: 'activation_bytes',
    text: ({ activationBytes }) => bytes(activationBytes),
    exact: ({ activationBytes }) => say`${exact(activationBytes)} bytes`,
    number: ({ activationBytes }) => activationBytes,
    plain: ({ activationBytes }) => String(activationBytes),
    hasBars: true,
  },
  {
    title: say`Field`,
    explanation: say`How much of the input an output sees, in pixels`,
    name: 'receptive_field',
    text: layer => fieldText(layer, fieldSize),
    number: fieldExtent,
  },
  {
    title: say`Jump`,
    explanation: say`How far the field moves from one output to the next, in pixels`,
    name: 'jump',
    text: layer => (isGlobal(layer) ? '' : fieldText(layer, fieldJump)),
    number: jumpExtent,
  },
];

/** Beside the others, once something is measured. */
const TIME: Column = {
  title: say`Time`,
  explanation: say`By itself, the least of three runs by onnxruntime-web`,
  name: 'milliseconds',
  text: ({ time }) => (time === undefined ? '' : formatTime(time)),
  number: ({ time }) => time,
  plain: ({ time }) => time?.toFixed(3) ?? '',
  hasBars: true,
};

/** The columns that have something to say of these layers. */
export const columnsFor = (layers: readonly TableLayer[]): readonly Column[] =>
  layers.some(({ time }) => time !== undefined) ? [...COLUMNS, TIME] : COLUMNS;

export interface Order {
  /** The column's name. */
  readonly by: string;
  readonly direction: 'ascending' | 'descending';
}

/** The layers' indices in an order; without one, in that of the source. What has no number comes last either way. */
export function sorted(layers: readonly TableLayer[], order: Order | undefined): readonly number[] {
  const indices = layers.map((_, index) => index);
  const column = [...COLUMNS, TIME].find(({ name }) => name === order?.by);
  if (!order || !column) return indices;
  const sign = order.direction === 'ascending' ? 1 : -1;
  const { number } = column;
  const keys = layers.map(layer => (number ? number(layer) : column.text(layer)));
  return indices.toSorted((a, b) => compare(keys[a], keys[b], sign) || a - b);
}

function compare(a: string | number | undefined, b: string | number | undefined, sign: number): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * String(a).localeCompare(String(b), 'en', { numeric: true });
}

/** Where another press on a column's title leads: the more telling direction first, then the other, then the source's. */
export function nextOrder({ name, number }: Column, order: Order | undefined): Order | undefined {
  const first = number ? 'descending' : 'ascending';
  if (order?.by !== name) return { by: name, direction: first };
  if (order.direction !== first) return undefined;
  return { by: name, direction: first === 'ascending' ? 'descending' : 'ascending' };
}
