/** Which part of the input a cell of a map sees, and which cells see a pixel of it: exactly, with holes. */
import type { Field, IndexSet } from '#core/analysis/field.ts';
import { seenAt } from '#core/analysis/field.ts';
import { box, clipped, union } from '#core/analysis/index-set.ts';
import { say } from '../words.ts';

/** A place in a map or a picture. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Every place whose row is in `rows` and whose column is in `columns`. */
export interface Region {
  readonly rows: IndexSet;
  readonly columns: IndexSet;
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** One field for rows, one for columns. */
export type Fields = readonly [rows: Field, columns: Field];

/** The fields of a layer whose maps are pictures of a picture; undefined for any other. */
export const pictureFields = (fields: readonly Field[] | undefined): Fields | undefined => {
  const [rows, columns, ...others] = fields ?? [];
  return rows && columns && others.length === 0 ? [rows, columns] : undefined;
};

/** What a cell sees. Where an index is below 0 or beyond the input it lies in the padding. */
export const seenBy = ([rows, columns]: Fields, { row, column }: Cell): Region => ({
  rows: seenAt(rows, row),
  columns: seenAt(columns, column),
});

/** What of a region lies in a picture. */
export const within = ({ rows, columns }: Region, { width, height }: Extent): Region => ({
  rows: clipped(rows, height),
  columns: clipped(columns, width),
});

/** The cells of a map of `extent` that see a pixel of the input. */
export const seeing = ([rows, columns]: Fields, { row, column }: Cell, { width, height }: Extent): Region => ({
  rows: positionsSeeing(rows, row, height),
  columns: positionsSeeing(columns, column, width),
});

const positionsSeeing = (field: Field, index: number, size: number): IndexSet =>
  union(
    Array.from({ length: size }, (_, position) => position)
      .filter(position => seenAt(field, position).some(([start, end]) => start <= index && index < end))
      .map(position => [[position, position + 1]] as const),
  );

export interface Rectangle extends Extent {
  readonly x: number;
  readonly y: number;
}

/** More rectangles than this are drawn as one. */
const MOST_RECTANGLES = 1024;

/** A region as rectangles; one around it, where there would be very many. None for an empty region. */
export function rectanglesOf({ rows, columns }: Region): readonly Rectangle[] {
  if (rows.length * columns.length > MOST_RECTANGLES) {
    const around = { rows: box(rows), columns: box(columns) };
    return around.rows && around.columns ? rectanglesOf({ rows: [around.rows], columns: [around.columns] }) : [];
  }
  return rows.flatMap(([top, bottom]) =>
    columns.map(([left, right]) => ({ x: left, y: top, width: right - left, height: bottom - top })),
  );
}

/** `rows 3…7, columns 0…4`: where a region begins and ends; undefined for an empty one. */
export function describeRegion({ rows, columns }: Region): string | undefined {
  const [down, across] = [box(rows), box(columns)];
  return down && across && say`rows ${rangeText(down)}, columns ${rangeText(across)}`;
}

const rangeText = ([start, end]: readonly [number, number]): string =>
  end === start + 1 ? String(start) : `${start}…${end - 1}`;
