/** The nets of `test/truth`: read, written in the language, analysed, and compared node by node. */
import { readFileSync } from 'node:fs';
import type { Field, IndexSet } from '#core/analysis/field.ts';
import { isList, seenAt } from '#core/analysis/field.ts';
import { isGlobal } from '#core/analysis/describe-field.ts';
import { box, clipped, seen } from '#core/analysis/index-set.ts';
import type { ModelAnalysis } from '#core/analyze.ts';
import { analyze } from '#core/analyze.ts';
import type { Shape } from '#core/ops/shape.ts';
import type { TorchNet, TorchNode } from './torch-to-cnn.ts';
import { torchToCnn } from './torch-to-cnn.ts';
import { ENGLISH } from '#core/words.ts';

/** For tests that analyse hundreds of nets: seconds on an idle machine, and time to spare on a busy one. */
export const SLOW = { timeout: 60_000 };

export const truthText = (file: string): string => readFileSync(new URL(`../truth/${file}`, import.meta.url), 'utf8');

/** What is known of a node; shapes have the batch in front, MACs are of the whole batch. */
export interface NodeTruth {
  readonly shape: Shape;
  readonly params?: number;
  readonly macs?: number;
}

/** By axis (row, column) and node. Kinds and forms as in the files; `h` and `w` may leave nodes out. */
export type FieldTruths = Readonly<Record<'h' | 'w', Readonly<Record<string, FieldTruth>>>>;

export interface FieldTruth {
  readonly k?: string;
  readonly kind?: string;
  readonly size?: number;
  readonly start?: number;
  readonly jump?: number;
  readonly nonzero?: number;
  readonly period?: number;
  readonly shift?: number;
  readonly phases?: readonly (PhaseTruth | null)[];
  /** Of the input that it was measured on. */
  readonly L?: number;
  readonly rows?: readonly (readonly [position: number, first: number, last: number, seen: number])[];
}

type PhaseTruth =
  | readonly [size: number, start: number, nonzero: number]
  | { readonly size: number; readonly start: number; readonly nonzero: number };

export interface NetTruth {
  readonly ok: boolean;
  readonly nodes?: Readonly<Record<string, NodeTruth>>;
}

/** A net as the files have it, with one input, which is called `x`. */
export interface TruthNodes {
  readonly input: Shape;
  readonly nodes: readonly TorchNode[];
  readonly outputs?: readonly string[];
}

export interface TruthNet extends TruthNodes {
  readonly truth: NetTruth;
  readonly rf?: FieldTruths;
}

/** Without outputs, those that nobody reads. */
export function torchNetOf({ input, nodes, outputs }: TruthNodes): TorchNet {
  const isRead = (id: string): boolean => nodes.some(node => node.in.includes(id));
  const ends = nodes.map(node => node.id).filter(id => !isRead(id));
  return { inputs: { x: input }, nodes, outputs: outputs ?? ends };
}

export const writeNet = (net: TruthNodes): string => torchToCnn(torchNetOf(net)).text;

/** What of a net cannot be written in the language, or not yet. */
export function outOfScope(net: TruthNodes): readonly string[] {
  const { leftOut, missing } = torchToCnn(torchNetOf(net));
  return [...leftOut, ...missing];
}

/** Every way in which what is said of a net, that PyTorch takes, is not the truth. */
export function judgeNet(id: string, net: TruthNet): readonly string[] {
  const torch = torchNetOf(net);
  const analyzed = analyzeText(torchToCnn(torch).text);
  const nodes = Object.entries(net.truth.nodes ?? {});
  return [
    ...analyzed.errors,
    ...nodes.flatMap(([node, truth]) => nodeDifferences(analyzed, node, truth)),
    ...(net.rf ? fieldDifferences(torch, analyzed, net.rf) : []),
  ].map(difference => `${id}: ${difference}`);
}

export interface AnalyzedNet {
  readonly model: ModelAnalysis;
  /** Messages of errors. */
  readonly errors: readonly string[];
}

export function analyzeText(text: string): AnalyzedNet {
  const analysis = analyze('net.cnn', {
    read: file => (file === 'net.cnn' ? { text } : { problem: 'missing' }),
    exists: () => false,
  });
  const [model] = analysis.models;
  if (!model) throw new Error(`No model in:\n${text}`);
  const errors = analysis.problems.filter(diagnostic => diagnostic.severity === 'error');
  return { model, errors: errors.map(({ code, message }) => `${code}: ${ENGLISH(message)}`) };
}

/** Where the costs and the shape of a node differ from the truth. */
export function nodeDifferences({ model }: AnalyzedNet, node: string, truth: NodeTruth): readonly string[] {
  const layer = model.network.layers.find(({ path }) => path === node);
  if (!layer) return [`${node}: no such layer`];
  const [batch = 1, ...shape] = truth.shape;
  const cost = model.costs[layer.id];
  return [
    ...different(node, 'shape', layer.output?.join('x'), shape.join('x')),
    ...different(node, 'params', cost?.params, truth.params),
    ...different(node, 'macs', cost?.macs, truth.macs === undefined ? undefined : truth.macs / batch),
  ];
}

const different = <T>(node: string, what: string, found: T, expected: T | undefined): readonly string[] =>
  expected === undefined || found === expected ? [] : [`${node}: ${what} ${String(found)}, not ${String(expected)}`];

const SPATIAL_AXES = ['h', 'w'] as const;

/** Where the fields differ, position by position. Nodes of a kind that is not to be scored are passed over. */
export function fieldDifferences(net: TorchNet, { model }: AnalyzedNet, truths: FieldTruths): readonly string[] {
  const [inputShape = []] = Object.values(net.inputs);
  return SPATIAL_AXES.flatMap((name, axis) =>
    Object.entries(truths[name]).flatMap(([node, truth]) => {
      const layer = model.network.layers.find(({ path }) => path === node);
      const field = layer && model.fields[layer.id]?.[axis];
      if (!layer || !field) return [`${node}: no field along ${name}`];
      const outputSize = layer.output?.length === 3 ? (layer.output[axis + 1] ?? 1) : 1;
      const difference = fieldDifference(field, truth, outputSize, inputShape[axis + 2] ?? 1);
      return difference === undefined ? [] : [`${node} along ${name}: ${difference}`];
    }),
  );
}

function fieldDifference(field: Field, truth: FieldTruth, outputSize: number, inputSize: number): string | undefined {
  const kind = truth.kind ?? truth.k;
  if (kind === 'global')
    return isGlobal(field, outputSize, inputSize) ? undefined : `not global: ${JSON.stringify(field)}`;
  // Rows are of the image only; a list of positions knows of no padding either.
  const inImage = kind === 'rows' || isList(field);
  for (let position = 0; position < outputSize; position++) {
    const expected = expectedAt(truth, position);
    const found = seenAt(field, position);
    const isRight =
      expected === undefined ||
      (inImage ? isSame(clipped(found, inputSize), clippedBox(expected, inputSize)) : isSame(found, expected));
    if (!isRight) return `output ${position} sees ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`;
  }
  return undefined;
}

/** A box, and how many indices of it are seen. */
interface SeenBox {
  readonly start: number;
  readonly size: number;
  readonly seen: number;
}

function expectedAt(truth: FieldTruth, position: number): SeenBox | undefined {
  switch (truth.kind ?? truth.k) {
    case 'affine': {
      const { size = 0, start = 0, jump = 0, nonzero = size } = truth;
      return { size, start: start + position * jump, seen: nonzero };
    }
    case 'periodic':
      return expectedOfPhase(truth, position);
    case 'rows': {
      const row = truth.rows?.find(([index]) => index === position);
      return row && { start: row[1], size: row[2] - row[1] + 1, seen: row[3] };
    }
    default:
      return undefined;
  }
}

function expectedOfPhase({ period = 1, shift = 0, phases = [] }: FieldTruth, position: number): SeenBox {
  const phase = phases[position % period];
  if (!phase) return { start: 0, size: 0, seen: 0 };
  const { size, start, nonzero } = 'size' in phase ? phase : { size: phase[0], start: phase[1], nonzero: phase[2] };
  return { size, start: start + Math.floor(position / period) * shift, seen: nonzero };
}

function isSame(found: IndexSet, expected: SeenBox): boolean {
  const [start, end] = box(found) ?? [0, 0];
  if (expected.size === 0) return found.length === 0;
  return start === expected.start && end - start === expected.size && seen(found) === expected.seen;
}

function clippedBox({ start, size, seen: count }: SeenBox, inputSize: number): SeenBox {
  const first = Math.max(start, 0);
  const length = Math.min(start + size, inputSize) - first;
  return { start: first, size: length, seen: count === size ? length : count };
}
