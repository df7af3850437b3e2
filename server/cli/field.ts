import { seenAt } from '#core/analysis/field.ts';
import { box, clipped, seen } from '#core/analysis/index-set.ts';
import { inputShape } from '#core/analysis/sizes.ts';
import { analyze, type ModelAnalysis } from '#core/analyze.ts';
import { dimensionName } from '#core/ops/shape.ts';
import { ENGLISH } from '#core/words.ts';
import { fileHost, readNamed } from './files.ts';
import { modelOf } from './model-of.ts';
import { readArguments, readFormat, UsageError } from './usage.ts';

/** What one cell of a layer sees along one axis of the input. Ranges are half open. */
export interface SeenAxis {
  readonly axis: string;
  /** Of everything it sees, the padding too; null where it sees nothing. */
  readonly box: readonly [number, number] | null;
  /** The part of the box within the input. */
  readonly clipped: readonly [number, number] | null;
  /** Positions in the box that are not read. */
  readonly holes: number;
  /** The share of the positions read that lies in the padding. */
  readonly padding: number;
}

/** `fovea field FILE --layer PATH`: what a cell of a layer, the middle one unless it is given, sees of the input. */
export function field(args: readonly string[]): number {
  const { files, options } = readArguments(args, {
    format: { type: 'string' },
    model: { type: 'string' },
    layer: { type: 'string' },
    cell: { type: 'string' },
  });
  const format = readFormat(options.format);
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new UsageError('field takes one file.');
  const text = readNamed(file);
  if (text === undefined) return 2;
  const model = modelOf(analyze(file, fileHost(file, text)), options.model);
  const layer = layerOf(model, options.layer);
  const cell = cellOf(layer.output ?? [], options.cell);
  const axes = seenBy(model, layer.id, cell);
  const record = { schema: 1, file, model: model.name, layer: layer.path, cell, axes: axes ?? null };
  const lines = format === 'json' ? [JSON.stringify(record)] : (axes?.map(axisText) ?? ['not known']);
  process.stdout.write(lines.map(line => `${line}\n`).join(''));
  return axes ? 0 : 1;
}

/** By axis; undefined where the field is not known. A flat tensor has one cell, which sees all that its model has seen. */
export function seenBy(
  { network, fields }: ModelAnalysis,
  layer: number,
  cell: readonly number[],
): readonly SeenAxis[] | undefined {
  const input = inputShape(network);
  return input
    ? fields[layer]?.map((one, axis) => {
        const set = seenAt(one, cell[axis] ?? 0);
        const inside = clipped(set, input[axis + 1] ?? 0);
        const [whole, part] = [box(set), box(inside)];
        return {
          axis: ENGLISH(dimensionName(input, axis + 1)),
          box: whole ?? null,
          clipped: part ?? null,
          holes: whole ? whole[1] - whole[0] - seen(set) : 0,
          padding: whole ? (seen(set) - seen(inside)) / seen(set) : 0,
        };
      })
    : undefined;
}

function layerOf({ network }: ModelAnalysis, path: string | undefined) {
  const layer = network.layers.find(one => one.path === path);
  if (path === undefined) throw new UsageError('field needs --layer PATH; fovea table lists the paths.');
  if (!layer) throw new UsageError(`${network.model} has no layer ${path}; fovea table lists the paths.`);
  return layer;
}

function cellOf(shape: readonly number[], text: string | undefined): readonly number[] {
  const sizes = shape.slice(1);
  if (text === undefined) return sizes.map(size => Math.floor((size - 1) / 2));
  const cell = text.split(',').map(Number);
  const fits =
    cell.length === sizes.length &&
    cell.every((at, axis) => Number.isInteger(at) && at >= 0 && at < (sizes[axis] ?? 0));
  if (!fits)
    throw new UsageError(
      `--cell is a number for each of ${sizes.join('×') || 'no'} positions, such as ${sizes.map(() => 0).join(',')}.`,
    );
  return cell;
}

/** `height: 17 positions, −8 … 8; 9 within the input, 0 … 8; no holes; 47 % in the padding`. */
function axisText({ axis, box: whole, clipped: part, holes, padding }: SeenAxis): string {
  if (!whole) return `${axis}: nothing`;
  const within = part ? `${rangeText(part)} within the input` : 'none within the input';
  const gaps = holes === 0 ? 'no holes' : `${holes} not read`;
  return `${axis}: ${rangeText(whole)}; ${within}; ${gaps}; ${Number((100 * padding).toPrecision(3))} % in the padding`;
}

const rangeText = ([start, end]: readonly [number, number]): string =>
  `${end - start} positions, ${start} to ${end - 1}`.replaceAll('-', '−');
