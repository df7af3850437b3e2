/** What a model has that an earlier version of it had not. */
import type { Analysis, ModelAnalysis } from '../analyze.ts';
import type { Layer } from '../network/network.ts';
import { describe, isList, type Plain } from '../ops/parameters.ts';
import { formatShape, isKnown } from '../ops/shape.ts';
import type { Totals } from './cost.ts';
import { lastSliding, layerFields } from './layer-fields.ts';
import { ENGLISH } from '../words.ts';

/** One figure of two models. `null` where it is not known. */
export interface Change<T> {
  readonly before: T | null;
  readonly after: T | null;
}

export interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Layers of one path that do another thing, or to another shape. */
  readonly changed: readonly (Change<string> & { readonly path: string })[];
  readonly totals: Readonly<Record<ComparedTotal, Change<number>>>;
  /** Of the last layer that slides, else of the last output, an axis each. */
  readonly receptiveField: Change<readonly number[]>;
}

export type ComparedTotal = Extract<keyof Totals, 'params' | 'buffers' | 'macs' | 'peakActivationBytes'>;

/** Two versions of a model; one of them is missing where it was added, or removed. */
export interface ModelPair {
  readonly before?: ModelAnalysis;
  readonly after?: ModelAnalysis;
}

/** Models are matched by name; those of two files that have no name in common, the first with the first. */
export function modelPairs(before: Analysis, after: Analysis): readonly ModelPair[] {
  const earlier = (name: string) => before.models.find(model => model.name === name);
  const [first] = before.models;
  const [now] = after.models;
  if (first && now && !after.models.some(({ name }) => earlier(name))) return [{ before: first, after: now }];
  const kept = after.models.map(model => {
    const known = earlier(model.name);
    return known ? { before: known, after: model } : { after: model };
  });
  const gone = before.models.filter(({ name }) => !after.models.some(model => model.name === name));
  return [...kept, ...gone.map(model => ({ before: model }))];
}

/** Layers are matched by path. */
export function differenceOf(before: ModelAnalysis, after: ModelAnalysis): Difference {
  const [old, now] = [byPath(before), byPath(after)];
  const both = [...now].flatMap(([path, text]) => {
    const earlier = old.get(path);
    return earlier === undefined || earlier === text ? [] : [{ path, before: earlier, after: text }];
  });
  const figure = (name: ComparedTotal): Change<number> => ({
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
    return isStandard || value === undefined ? [] : [`${name}=${ENGLISH(describe(value as Plain))}`];
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
  const last = lastSliding(model)?.id ?? model.network.outputs.at(-1)?.layer;
  return (last !== undefined && layerFields(model, last)?.map(({ size }) => size)) || null;
}

/** The shapes of all outputs, as text: `1000`, `64×28×28, 10`. */
export const outputShapes = ({ network: { layers, outputs } }: ModelAnalysis): string =>
  outputs.map(({ layer }) => formatShape(layers[layer]?.output ?? [])).join(', ');

const numberOrNull = (number: number): number | null => (Number.isNaN(number) ? null : number);
