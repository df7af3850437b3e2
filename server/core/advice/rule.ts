import type { ModelAnalysis } from '../analyze.ts';
import { finding, type Details, type Fix } from '../diagnostics.ts';
import type { SourceFile } from '../language/tree.ts';
import type { Layer } from '../network/network.ts';
import type { Shape } from '../ops/shape.ts';
import type { Span } from '../text.ts';
import type { adviceCatalogue } from './catalogue.ts';
import type { FixPlace } from './rewriting.ts';
import { allOf, type Text } from '../words.ts';

export type AdviceCode = keyof typeof adviceCatalogue;

/** A rule: what it finds in a complete network, and the page that says why. */
export interface Rule {
  readonly code: AdviceCode;
  readonly title: string;
  /** Markdown, with the source of what it claims. */
  readonly page: string;
  /** A file in which it finds something, and only it does. */
  readonly example: string;
  readonly find: (subject: Subject) => readonly Advice[];
}

/** A model whose shapes are all known, with what rules ask of it. */
export interface Subject {
  readonly tree: SourceFile;
  /** Whether the file uses a name: of a block that is called, of a tensor that is read. Definitions do not count. */
  readonly isUsed: (name: string) => boolean;
  readonly model: ModelAnalysis;
  readonly layers: readonly Layer[];
  /** By layer id: the layers that read its output. */
  readonly readers: readonly (readonly Layer[])[];
  readonly isOutput: (layer: Layer) => boolean;
  readonly partlyRead: () => readonly PartlyRead[];
}

/** A tensor of which positions are never read, and the first layer that reads the others. */
export interface PartlyRead {
  readonly output: Shape;
  readonly reader: Layer;
  /** The spatial axes along which there are such positions. */
  readonly axes: readonly { readonly axis: number; readonly size: number; readonly unread: readonly number[] }[];
}

export interface Advice {
  readonly finding: ReturnType<typeof finding>;
  /** The layer that it is about, or the place in the analysed file. */
  readonly at: Layer | Span;
  /** Changes around the layer's call, each of which leaves nothing of this advice. */
  readonly fixes?: (place: FixPlace) => readonly Fix[];
}

export const advice = <C extends AdviceCode>(
  at: Advice['at'],
  code: C,
  details: Details<C>,
  fixes?: Advice['fixes'],
): Advice => ({ at, finding: finding(code, details), ...(fixes && { fixes }) });

/** What is found along axes, told once where it is the same along several: the first such, its axes named together. */
export function eachAxis<D extends Readonly<Record<string, Text>>>(
  found: readonly { readonly details: D; readonly axis: Text }[],
): readonly (D & { readonly axis: Text })[] {
  const [first] = found;
  if (!first) return [];
  const alike = found.filter(({ details }) =>
    Object.entries(details).every(([key, value]) => first.details[key] === value),
  );
  return [{ ...first.details, axis: allOf(alike.map(({ axis }) => axis)) }];
}

/** An argument with a number for each axis; none where the layer has no such argument. */
export function axisNumbers({ values }: Layer, name: string): readonly number[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter(number => typeof number === 'number') : [];
}

/** The only layer that enters, and alone reads nothing else. */
export const before = ({ layers }: Subject, { inputs }: Layer): Layer | undefined =>
  inputs.length === 1 ? layers[inputs[0] ?? -1] : undefined;

/** The only layer that reads the output, if it is no output of the network. */
export function onlyReader({ readers, isOutput }: Subject, layer: Layer): Layer | undefined {
  const own = readers[layer.id] ?? [];
  return own.length === 1 && !isOutput(layer) ? own[0] : undefined;
}

export const isNorm = ({ operation: { name } }: Layer): boolean => name === 'bn' || name === 'instance_norm';

/** Numbers with a separator every three digits. */
export const counted = (number: number): string => number.toLocaleString('en-US');

export const percent = (share: number): string => String(Number((100 * share).toPrecision(2)));
