/** A network as nodes and edges, with blocks that are open, as boxes around their nodes, or closed, as a node. */
import { rounded } from '#core/figures.ts';
import type { OutlineLayer } from '#core/ide/outline.ts';
import { wrapped } from './wrapped.ts';

export interface NetworkGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** The open blocks, outer before inner. */
  readonly boxes: readonly GraphBox[];
}

/** A layer, or a closed block of several. */
export interface GraphNode {
  readonly id: string;
  /** By index: one, or all of the block. */
  readonly layers: readonly number[];
  readonly title: string;
  readonly subtitle: string;
  /** What is wrong with it, or with a layer in it, in lines. */
  readonly fault?: readonly string[];
  /** The block that it opens into. */
  readonly block?: string;
  /** The open block around it. */
  readonly box?: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** The shapes that go along it. */
  readonly label: string;
}

export interface GraphBox {
  /** The block's name: a prefix of paths. */
  readonly block: string;
  readonly title: string;
  readonly box?: string;
}

/**
 * Every block, by the prefix that its layers' paths share, outer before inner. One that has a single layer, or no more
 * than the block in it, is none.
 */
export function blocksOf(layers: readonly OutlineLayer[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { path } of layers)
    for (const prefix of prefixesOf(path)) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  return [...counts.keys()]
    .filter(block => (counts.get(block) ?? 0) > 1)
    .filter((block, _, all) => !all.some(inner => isWithin(inner, block) && counts.get(inner) === counts.get(block)))
    .toSorted((a, b) => depthOf(a) - depthOf(b));
}

/** What to close so that no more than about `most` nodes are seen: whole levels of blocks are open, from the outermost. */
export function closedFor(layers: readonly OutlineLayer[], most: number): ReadonlySet<string> {
  const blocks = blocksOf(layers);
  let closed = new Set(blocks);
  for (const depth of new Set(blocks.map(depthOf))) {
    const opened = new Set(blocks.filter(block => depthOf(block) > depth));
    if (networkGraph(layers, opened).nodes.length > most) break;
    closed = opened;
  }
  return closed;
}

/** `faults` are by layer; `closed` are the blocks that are drawn as one node. */
export function networkGraph(
  layers: readonly OutlineLayer[],
  closed: ReadonlySet<string>,
  faults: ReadonlyMap<number, string> = new Map(),
): NetworkGraph {
  const blocks = blocksOf(layers);
  const owners = layers.map(({ path }) => blocks.find(block => closed.has(block) && isWithin(path, block)));
  const open = blocks.filter(block => ![...closed].some(other => other === block || isWithin(block, other)));
  const boxOf = (path: string) => open.findLast(block => isWithin(path, block));
  const idOf = (layer: number) => nodeId(owners[layer], layers[layer]);
  return {
    nodes: grouped(layers.keys(), idOf).map(([id, members]) => ({
      id,
      layers: members,
      ...nodeWords(
        owners[members[0]],
        members.flatMap(index => layers[index] ?? []),
        boxOf,
      ),
      ...faultOf(members, faults),
    })),
    edges: edgesOf(layers, idOf),
    boxes: open.map(block => ({ block, ...within(block, boxOf(block)) })),
  };
}

function faultOf(members: readonly number[], faults: ReadonlyMap<number, string>): Pick<GraphNode, 'fault'> {
  const message = members.map(layer => faults.get(layer)).find(found => found !== undefined);
  return message === undefined ? {} : { fault: wrapped(message, LINE) };
}

/** Characters of a message in a line. */
const LINE = 44;

type Group = readonly [string, readonly [number, ...(readonly number[])]];

function grouped(indices: Iterable<number>, key: (index: number) => string): readonly Group[] {
  const groups = new Map<string, [number, ...number[]]>();
  for (const index of indices) {
    const group = groups.get(key(index));
    if (group) group.push(index);
    else groups.set(key(index), [index]);
  }
  return [...groups];
}

/** A block's node must not be taken for a layer's, which may be called the same. */
const nodeId = (block: string | undefined, layer: OutlineLayer | undefined): string =>
  block === undefined ? (layer?.path ?? '') : `${block}.`;

function edgesOf(layers: readonly OutlineLayer[], idOf: (layer: number) => string): readonly GraphEdge[] {
  const shapes = new Map<string, { readonly from: string; readonly to: string; readonly labels: Set<string> }>();
  for (const [index, { inputs }] of layers.entries()) {
    for (const input of inputs) {
      const [from, to] = [idOf(input), idOf(index)];
      if (from === to) continue;
      const key = JSON.stringify([from, to]);
      const edge = shapes.get(key) ?? { from, to, labels: new Set() };
      edge.labels.add(layers[input]?.shape || '?');
      shapes.set(key, edge);
    }
  }
  return [...shapes.values()].map(({ from, to, labels }) => ({ from, to, label: [...labels].join(', ') }));
}

/** What a layer, or a closed block of `members`, says of itself. A layer without a name of its own goes by what it does. */
function nodeWords(
  block: string | undefined,
  members: readonly OutlineLayer[],
  boxOf: (path: string) => string | undefined,
): Omit<GraphNode, 'id' | 'layers'> {
  const [{ path = '', operation = '' } = {}] = members;
  const params = members.reduce((sum, layer) => sum + layer.params, 0);
  const { title: name, ...inside } = within(block ?? path, boxOf(block ?? path));
  const line = (...words: readonly string[]) =>
    [...words.filter(word => word !== ''), ...(params > 0 ? [rounded(params)] : [])].join(' · ');
  if (block !== undefined) return { title: name, subtitle: line(`${members.length} layers`), block, ...inside };
  if (name === operation) return { title: name, subtitle: line(), ...inside };
  const [title, rest] = /^\d+$/.test(name) ? [operation, name] : [name, operation];
  return { title, subtitle: line(rest), ...inside };
}

/** A path as it is called within the box around it. */
const within = (path: string, box: string | undefined): Pick<GraphBox, 'title' | 'box'> =>
  box === undefined ? { title: path } : { title: path.slice(box.length + 1), box };

/** `layer1`, `layer1.0` of `layer1.0.conv1`. */
const prefixesOf = (path: string): readonly string[] =>
  [...path.matchAll(/\./g)].map(({ index }) => path.slice(0, index));

const depthOf = (block: string): number => block.split('.').length;

const isWithin = (path: string, block: string): boolean => path.startsWith(`${block}.`);
