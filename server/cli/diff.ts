import { layerFields } from '#core/analysis/layer-fields.ts';
import type { ModelAnalysis } from '#core/analyze.ts';
import { analyze } from '#core/analyze.ts';
import { describe, isList, type Plain } from '#core/ops/parameters.ts';
import { formatShape, isKnown } from '#core/ops/shape.ts';
import type { Layer } from '#core/network/network.ts';
import { fileHost, readNamed } from './files.ts';
import { modelOf } from './model-of.ts';
import { readArguments, readFormat, UsageError } from './usage.ts';

/** One figure of two models. `null` where it is not known. */
interface Change<T> {
  readonly before: T | null;
  readonly after: T | null;
}

interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Layers of one path that do another thing, or to another shape. */
  readonly changed: readonly (Change<string> & { readonly path: string })[];
  readonly totals: Readonly<Record<'params' | 'buffers' | 'macs' | 'peakActivationBytes', Change<number>>>;
  /** Of the last output, an axis each. */
  readonly receptiveField: Change<readonly number[]>;
}

/** `fovea diff A B`: what the second file's model has that the first's has not; always 0, a difference is no fault. */
export function diff(args: readonly string[]): number {
  const { files, options } = readArguments(args, { format: { type: 'string' }, model: { type: 'string' } });
  const format = readFormat(options.format);
  const [before, after, ...others] = files;
  if (before === undefined || after === undefined || others.length > 0) throw new UsageError('diff takes two files.');
  const [old, now] = [before, after].map(readNamed);
  if (old === undefined || now === undefined) return 2;
  const model = (file: string, text: string) => modelOf(analyze(file, fileHost(file, text)), options.model);
  const difference = differenceOf(model(before, old), model(after, now));
  const lines = format === 'json' ? [JSON.stringify({ schema: 1, before, after, ...difference })] : textOf(difference);
  process.stdout.write(lines.map(line => `${line}\n`).join(''));
  return 0;
}

/** Layers are matched by path. */
export function differenceOf(before: ModelAnalysis, after: ModelAnalysis): Difference {
  const [old, now] = [byPath(before), byPath(after)];
  const both = [...now].flatMap(([path, text]) => {
    const earlier = old.get(path);
    return earlier === undefined || earlier === text ? [] : [{ path, before: earlier, after: text }];
  });
  const figure = (name: keyof Difference['totals']): Change<number> => ({
    before: numberOrNull(before.totals[name]),
    after: numberOrNull(after.totals[name]),
  });
  return {
    added: [...now.keys()].filter(path => !old.has(path)),
    removed: [...old.keys()].filter(path => !now.has(path)),
    changed: both,
    totals: {
      params: figure('params'),
      buffers: figure('buffers'),
      macs: figure('macs'),
      peakActivationBytes: figure('peakActivationBytes'),
    },
    receptiveField: { before: lastField(before), after: lastField(after) },
  };
}

const byPath = ({ network }: ModelAnalysis): ReadonlyMap<string, string> =>
  new Map(network.layers.map(layer => [layer.path, layerText(layer)]));

/** `conv(64, [3, 3], stride=2) 64×56×56`: what it does, without what is as always, and to what. */
function layerText({ operation, values, output }: Layer): string {
  const written = Object.entries(operation.parameters).flatMap(([name, { default: standard }]) => {
    const value = values[name];
    const isStandard = standard !== undefined && String(spread(value)) === String(spread(standard));
    return isStandard || value === undefined ? [] : [`${name}=${describe(value as Plain)}`];
  });
  const call = written.length > 0 ? `${operation.name}(${written.join(', ')})` : operation.name;
  return `${call} ${output && isKnown(output) ? formatShape(output) : '?'}`;
}

/** A value a side or an axis is one value where all are alike. */
const spread = (value: unknown): unknown => {
  const parts = isList(value as Plain) ? (value as readonly unknown[]).flat(3) : [value];
  return new Set(parts).size === 1 ? parts[0] : parts;
};

function lastField(model: ModelAnalysis): readonly number[] | null {
  const last = model.network.outputs.at(-1);
  return (last && layerFields(model, last.layer)?.map(({ size }) => size)) ?? null;
}

const numberOrNull = (number: number): number | null => (Number.isNaN(number) ? null : number);

const NAMES = { params: 'parameters', buffers: 'buffers', macs: 'MACs', peakActivationBytes: 'bytes at the peak' };

function textOf({ added, removed, changed, totals, receptiveField }: Difference): readonly string[] {
  return [
    ...removed.map(path => `- ${path}`),
    ...added.map(path => `+ ${path}`),
    ...changed.map(({ path, before, after }) => `~ ${path}: ${before} → ${after}`),
    ...Object.entries(totals).map(([name, change]) => `${NAMES[name as keyof typeof NAMES]}: ${changeText(change)}`),
    `field: ${receptiveField.before?.join('×') ?? '?'} → ${receptiveField.after?.join('×') ?? '?'}`,
  ];
}

/** `1,000 → 1,120 (+12 %)`. */
function changeText({ before, after }: Change<number>): string {
  if (before === null || after === null) return `${countText(before)} → ${countText(after)}`;
  if (before === after) return countText(after);
  const percent =
    before === 0 ? '' : ` (${after > before ? '+' : '−'}${percentText(Math.abs(after - before) / before)} %)`;
  return `${countText(before)} → ${countText(after)}${percent}`;
}

const percentText = (share: number): string => String(Number((100 * share).toPrecision(3)));

const countText = (count: number | null): string => count?.toLocaleString('en-US') ?? '?';
