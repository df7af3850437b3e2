/**
 * A layer as a picture: at the left what its first output and the next one read of the input, cell by cell, padding
 * included; at the right the receptive field of its middle output on the model's input.
 */
import { seenAt, type IndexSet } from '../analysis/field.ts';
import { box } from '../analysis/index-set.ts';
import { layerUse } from '../analysis/layer-use.ts';
import type { Reads } from '../ops/reads.ts';
import { isKnown } from '../ops/shape.ts';
import { resultOf, type Run } from './call-sites.ts';
import { caption, captionWidth, image, rectangle, type Box } from './svg.ts';
import { say, type Text, type Words } from '../words.ts';
import { formatRead } from './signature.ts';

const CELL = 12;
/** A window beyond this many cells is not drawn: one could not count them. */
const MOST_CELLS = 14;
const PLANE = 96;
const GAP = 16;
const CAPTION = 14;

const GRID = 'fill="none" stroke="#808080" stroke-opacity=".5"';
const PADDING = 'fill="#808080" fill-opacity=".25" stroke="#808080" stroke-opacity=".5" stroke-dasharray="2 2"';
const READ = 'fill="#3b82f6" fill-opacity=".75"';
const READ_NEXT = 'fill="none" stroke="#f97316" stroke-width="2"';
const OUTLINE = 'fill="#808080" fill-opacity=".15" stroke="#808080"';

/** A drawing of some size, its corner at 0, 0. */
interface Panel {
  readonly width: number;
  readonly height: number;
  readonly title: Text;
  /** A second line below the title. */
  readonly note?: Text | undefined;
  readonly parts: readonly string[];
}

/** Empty where there is nothing to see: a layer that reads its own place only has no window. */
export function hoverPicture(run: Run): Text {
  const panels = [windowPanel(run), fieldPanel(run)].filter(panel => panel !== undefined);
  return panels.length === 0 ? '' : words => drawn(panels, words);
}

function drawn(panels: readonly Panel[], words: Words): string {
  let x = 1;
  const placed = panels.map(({ width, height, title, note, parts }) => {
    const lines = linesOf(title, note).map(words);
    const captions = lines.map((line, index) => caption(0, height + (index + 1) * CAPTION - 2, line));
    const panel = `<g transform="translate(${x} 1)">${[...parts, ...captions].join('')}</g>`;
    x += Math.max(width, ...lines.map(captionWidth)) + GAP;
    return panel;
  });
  const heights = panels.map(({ height, title, note }) => height + CAPTION * linesOf(title, note).length);
  const height = Math.max(...heights) + 4;
  return image(panels.map(({ title }) => words(title)).join('; '), x - GAP + 2, height, placed);
}

const linesOf = (title: Text, note: Text | undefined): readonly Text[] =>
  note === undefined ? [title] : [title, note];

/** What is read along one axis, and the cells that show it, from the first to the last. */
interface AxisWindow {
  readonly size: number;
  readonly from: number;
  readonly to: number;
  readonly first: ReadonlySet<number>;
  readonly next: ReadonlySet<number>;
}

function windowPanel({ model, layers }: Run): Panel | undefined {
  const [layer] = layers;
  const { reads } = layer.operation;
  const use = layerUse(model.network, layer);
  const sizes = use?.inputs[0]?.slice(1) ?? [];
  if (layers.length > 1 || !reads || !use || sizes.length === 0 || ![...use.inputs, use.output].every(isKnown))
    return undefined;
  const read = sizes.map((_, axis) => reads(use, axis, 0));
  const axes = read.map((along, axis) => axisWindow(along, sizes[axis] ?? 1));
  const [rows, columns] = planar(axes, ROW);
  if (axes.some(({ from, to }) => to - from > MOST_CELLS)) return undefined;
  return { ...windowDrawing(rows, columns), note: windowNote(read) };
}

/** How a window moves; undefined for what reads otherwise at each place, and for what reads one place only. */
function windowNote(read: readonly Reads[]): Text | undefined {
  const runs = read.flatMap(({ period, shift, phases: [run] }) => (period === 1 && run ? [{ ...run, shift }] : []));
  if (runs.length < read.length || runs.every(({ count }) => count < 2)) return undefined;
  const [stride, padding, dilation] = [
    runs.map(({ shift }) => shift),
    runs.map(({ from }) => Math.max(0, 0 - from)),
    runs.map(({ step }) => step),
  ].map(figures => formatRead(figures) ?? '');
  return say`stride ${stride ?? ''} · padding ${padding ?? ''} · dilation ${dilation ?? ''}`;
}

function windowDrawing(rows: AxisWindow, columns: AxisWindow): Panel {
  const cell = (x: number, y: number, inset = 0): Box => ({
    x: (x - columns.from) * CELL + inset,
    y: (y - rows.from) * CELL + inset,
    width: CELL - 2 * inset,
    height: CELL - 2 * inset,
  });
  const cells = range(rows.from, rows.to).flatMap(y => range(columns.from, columns.to).map(x => [x, y] as const));
  const isInside = (x: number, y: number) => x >= 0 && x < columns.size && y >= 0 && y < rows.size;
  const parts = [
    ...cells.map(([x, y]) => rectangle(cell(x, y), isInside(x, y) ? GRID : PADDING)),
    ...product(columns.first, rows.first).map(([x, y]) => rectangle(cell(x, y, 1), READ)),
    ...product(columns.next, rows.first).map(([x, y]) => rectangle(cell(x, y, 2), READ_NEXT)),
  ];
  const read = `${rows.first.size}×${columns.first.size}`;
  const title = say`reads ${rows === ROW ? columns.first.size : read}, and the next`;
  return { width: (columns.to - columns.from) * CELL, height: (rows.to - rows.from) * CELL, title, parts };
}

/** A sequence is drawn as one row. */
const ROW: AxisWindow = { size: 1, from: 0, to: 1, first: new Set([0]), next: new Set([0]) };

/** The last two axes, height and width. */
const planar = <T>(axes: readonly T[], row: T): readonly [rows: T, columns: T] => [
  axes.at(-2) ?? row,
  axes.at(-1) ?? row,
];

function axisWindow(reads: Reads, size: number): AxisWindow {
  const [first, next] = [readBy(reads, 0), readBy(reads, 1)];
  const all = [...first, ...next];
  // A few cells beside what is read, so that one sees where the input goes on.
  const to = Math.max(Math.min(Math.max(...all, 0) + 2, size), ...all.map(index => index + 1));
  return { size, from: Math.min(0, ...all), to, first: new Set(first), next: new Set(next) };
}

function readBy({ period, shift, phases }: Reads, output: number): readonly number[] {
  const { from, step, count } = phases[output % period] ?? { from: 0, step: 1, count: 0 };
  const start = from + Math.floor(output / period) * shift;
  return range(0, Math.min(count, MOST_CELLS + 1)).map(tap => start + tap * step);
}

/** What is seen along one axis of the model's input. */
interface AxisField {
  readonly size: number;
  readonly seen: IndexSet;
}

const ONE_ROW: AxisField = { size: 1, seen: [[0, 1]] };

function fieldPanel(run: Run): Panel | undefined {
  const { id, output } = resultOf(run);
  const { network, fields } = run.model;
  const input = network.layers.find(({ operation }) => operation.arity === 'none')?.output;
  const known = fields[id];
  if (!input || !output || !known || known.length === 0 || !isKnown(input) || !isKnown(output)) return undefined;
  const sizes = input.slice(1);
  const hasAxes = output.length === input.length;
  const axes = known.map((field, axis) => ({
    size: sizes[axis] ?? 1,
    seen: seenAt(field, hasAxes ? Math.floor((output[axis + 1] ?? 1) / 2) : 0),
  }));
  return fieldDrawing(...planar(axes, ONE_ROW));
}

function fieldDrawing(rows: AxisField, columns: AxisField): Panel | undefined {
  const [rowBox, columnBox] = [box(rows.seen), box(columns.seen)];
  if (!rowBox || !columnBox) return undefined;
  const scale = PLANE / Math.max(rows.size, columns.size);
  // A sequence would be a line of no height.
  const high = rows === ONE_ROW ? CELL : scale;
  const scaled = ([left, right]: Extent, [top, bottom]: Extent): Box => ({
    x: decimal(left * scale),
    y: decimal(top * high),
    width: decimal((right - left) * scale),
    height: decimal((bottom - top) * high),
  });
  const plane = scaled([0, columns.size], [0, rows.size]);
  const [across, down] = [visibleOf(columns), visibleOf(rows)];
  const seen = across.length * down.length > MOST_PIECES ? [[box(across), box(down)] as const] : pairs(across, down);
  const parts = [rectangle(plane, OUTLINE), ...seen.flatMap(([x, y]) => (x && y ? rectangle(scaled(x, y), READ) : []))];
  return { width: plane.width, height: plane.height, title: fieldTitle(rows, columns, rowBox, columnBox), parts };
}

/** From the first to behind the last. */
type Extent = readonly [start: number, end: number];

/** Beyond so many pieces of a field with holes the box around it is drawn. */
const MOST_PIECES = 256;

/** What is seen within the plane: the rest lies in the padding. */
const visibleOf = ({ seen, size }: AxisField): IndexSet =>
  seen.map(([start, end]) => [Math.max(start, 0), Math.min(end, size)] as const).filter(([start, end]) => start < end);

const pairs = (xs: IndexSet, ys: IndexSet): readonly (readonly [x: Extent, y: Extent])[] =>
  ys.flatMap(y => xs.map(x => [x, y] as const));

function fieldTitle(rows: AxisField, columns: AxisField, [top, bottom]: Extent, [left, right]: Extent): Text {
  const sizeText = (height: number, width: number) => (rows === ONE_ROW ? `${width}` : `${height}×${width}`);
  const size = sizeText(bottom - top, right - left);
  const whole = sizeText(rows.size, columns.size);
  const isBeyond = top < 0 || left < 0 || bottom > rows.size || right > columns.size;
  const hasHoles = rows.seen.length > 1 || columns.seen.length > 1;
  if (hasHoles)
    return isBeyond
      ? say`sees ${size} of ${whole}, with holes, padding too`
      : say`sees ${size} of ${whole}, with holes`;
  return isBeyond ? say`sees ${size} of ${whole}, padding too` : say`sees ${size} of ${whole}`;
}

const decimal = (length: number): number => Number(length.toFixed(1));

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

const product = (xs: ReadonlySet<number>, ys: ReadonlySet<number>): readonly (readonly [x: number, y: number])[] =>
  [...ys].flatMap(y => [...xs].map(x => [x, y] as const));
