/**
 * Cuts a large graph into parts that run one after the other. Between two parts the worker can show what is done so far
 * and let go of a run that nobody wants any more: WebAssembly in the middle of a run cannot be interrupted. The
 * results are the same bit for bit, since a cut only moves a tensor out and in again.
 */
import type { OnnxGraph, OnnxNode, OnnxValue } from '#core/interchange/onnx-graph.ts';
import type { Program } from '#core/interchange/program.ts';

export interface Segment {
  /** Its outputs are all the layers' values that it makes. */
  readonly graph: OnnxGraph;
  /** The layers, by index, whose values it makes. */
  readonly layers: readonly number[];
}

/** A part ends with the layer that brings it to `macs` multiply-accumulates or over; what is left of fewer is no part of its own. */
export function segmentsOf(program: Program, macs: number): readonly Segment[] {
  const made = new Map(program.graph.nodes.map((node, index) => [node.output, index]));
  const ends = cuts(program, made, macs);
  return ends.map((end, index) => segment(program, made, ends[index - 1] ?? 0, end));
}

/** After which node each part ends, the last one with the graph. */
function cuts({ graph, layers }: Program, made: ReadonlyMap<string, number>, macs: number): readonly number[] {
  const ends: number[] = [];
  const here = layers.filter(({ value }) => made.has(value));
  let sum = 0;
  let ahead = here.reduce((total, layer) => total + layer.macs, 0);
  for (const layer of here) {
    sum += layer.macs;
    ahead -= layer.macs;
    const end = (made.get(layer.value) ?? 0) + 1;
    if (sum < macs || ahead < macs || end <= (ends.at(-1) ?? 0) || !canCut(graph, layers, made, end)) continue;
    ends.push(end);
    sum = 0;
  }
  return ends.at(-1) === graph.nodes.length ? ends : [...ends, graph.nodes.length];
}

/** Only tensors of layers have known shapes, so no other may cross a cut. */
function canCut(graph: OnnxGraph, layers: Program['layers'], made: ReadonlyMap<string, number>, end: number): boolean {
  const named = new Set(layers.map(layer => layer.value));
  return graph.nodes
    .slice(end)
    .every(node => node.inputs.every(input => (made.get(input) ?? end) >= end || named.has(input)));
}

function segment({ graph, layers }: Program, made: ReadonlyMap<string, number>, start: number, end: number): Segment {
  const nodes = graph.nodes.slice(start, end);
  const used = new Set(nodes.flatMap(node => node.inputs));
  const here = layers.flatMap((layer, index) => (isWithin(made.get(layer.value), start, end) ? [index] : []));
  const values = new Map(layers.map(layer => [layer.value, { name: layer.value, shape: [1, ...layer.shape] }]));
  const outputs = new Set(here.flatMap(index => layers[index]?.value ?? []));
  return {
    layers: here,
    graph: {
      name: graph.name,
      nodes,
      inputs: [...graph.inputs.filter(({ name }) => used.has(name)), ...carried(nodes, values, made, start)],
      outputs: [...outputs].flatMap(name => values.get(name) ?? []),
      initializers: graph.initializers.filter(({ name }) => used.has(name)),
    },
  };
}

/** The values that earlier parts made and these nodes read. */
function carried(
  nodes: readonly OnnxNode[],
  values: ReadonlyMap<string, OnnxValue>,
  made: ReadonlyMap<string, number>,
  start: number,
): readonly OnnxValue[] {
  const names = new Set(nodes.flatMap(node => node.inputs).filter(name => (made.get(name) ?? start) < start));
  return [...names].flatMap(name => values.get(name) ?? []);
}

const isWithin = (index: number | undefined, start: number, end: number): boolean =>
  index !== undefined && start <= index && index < end;
