/**
 * What need not be run again. A layer's result depends on its nodes, their weights, and what enters them: where all of
 * that is as it was, under whatever name, so is the result.
 */
import type { OnnxGraph, OnnxNode } from '#core/interchange/onnx-graph.ts';
import type { Program } from '#core/interchange/program.ts';
import { formatShape } from '#core/ops/shape.ts';
import type { Shape } from '#core/ops/shape.ts';
import type { LayerMap, LayerResults, PartialRun } from './worker/messages.ts';

export interface Plan {
  /** By the layer's index, the results that are known. */
  readonly maps: ReadonlyMap<number, LayerMap>;
  /** Of every layer that need not be run again; some have no map, as nobody wanted to see it. */
  readonly shapes: ReadonlyMap<number, Shape>;
  /** What there is to run. */
  readonly part: PartialRun;
}

/** The results of the newest program, as far as they have come. */
export class Results {
  readonly #identities = new Identities();
  /** By the value's identity. */
  #maps = new Map<number, LayerMap>();
  #shapes = new Map<number, Shape>();
  #layers: readonly number[] = [];

  /**
   * What of a program is known, and how to find out the rest: every layer that never ran, and the maps of those, by
   * index, that are seen, and of the outputs. `source` stands for everything beside the program: pictures, and the files of weights.
   */
  plan(program: Program, source: string, isSeen: (layer: number) => boolean): Plan {
    this.#layers = this.#identities.of(program, source);
    const shapes = this.#knownOf(this.#shapes, (layer, shape) => isAsAnalysed(program, layer, shape));
    const found = this.#knownOf(this.#maps, layer => shapes.has(layer));
    this.#shapes = this.#byIdentity(shapes);
    this.#maps = this.#byIdentity(found);
    const maps = new Map([...found].map(([layer, map]) => [layer, map.layer === layer ? map : { ...map, layer }]));
    return { maps, shapes, part: partOf(program, maps, shapes, isSeen) };
  }

  /** Takes in results of the newest plan. */
  keep({ shapes, layers }: LayerResults): void {
    for (const { layer, shape } of shapes) this.#shapes.set(this.#layers[layer] ?? NaN, shape);
    for (const map of layers) this.#maps.set(this.#layers[map.layer] ?? NaN, map);
  }

  #knownOf<Known>(
    results: ReadonlyMap<number, Known>,
    isTaken: (layer: number, result: Known) => boolean,
  ): ReadonlyMap<number, Known> {
    return new Map(
      this.#layers.flatMap((identity, layer) => {
        const result = results.get(identity);
        return result !== undefined && isTaken(layer, result) ? [[layer, result] as const] : [];
      }),
    );
  }

  #byIdentity<Known>(byLayer: ReadonlyMap<number, Known>): Map<number, Known> {
    return new Map([...byLayer].map(([layer, result]) => [this.#layers[layer] ?? NaN, result]));
  }
}

/** A result that differs from the analysis is a defect, which only its own run tells of. */
const isAsAnalysed = ({ layers }: Program, layer: number, shape: Shape): boolean =>
  formatShape(shape) === formatShape(layers[layer]?.shape ?? []);

/** Numbers for values: the same number, the same content. What the newest program has not is forgotten. */
class Identities {
  #numbers = new Map<string, number>();
  #next = 0;

  /** By layer. */
  of(program: Program, source: string): readonly number[] {
    const numbers = new Map<string, number>();
    const identify = (...content: readonly unknown[]): number => {
      const key = JSON.stringify(content);
      const number = this.#numbers.get(key) ?? numbers.get(key) ?? this.#next++;
      numbers.set(key, number);
      return number;
    };
    const values = valueIdentities(program, source, identify);
    this.#numbers = numbers;
    return program.layers.map(({ value }) => values.get(value) ?? NaN);
  }
}

function valueIdentities(
  { graph, inputs, weights, seed, weightsFile }: Program,
  source: string,
  identify: (...content: readonly unknown[]) => number,
): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const [index, { value, ...input }] of inputs.entries()) values.set(value, identify(index, input, seed, source));
  const drawn = new Map(weights.map(weight => [weight.path, weight]));
  for (const { name, ...constant } of graph.initializers)
    values.set(name, identify(drawn.has(name) ? [drawn.get(name), seed, weightsFile, source] : constant));
  for (const { type, attributes, inputs: entering, output } of graph.nodes)
    values.set(
      output,
      identify(
        type,
        attributes,
        entering.map(name => values.get(name) ?? name),
      ),
    );
  return values;
}

/** The nodes that lead to what is not known and to what is wanted, fed with what is known. */
function partOf(
  program: Program,
  maps: ReadonlyMap<number, LayerMap>,
  shapes: ReadonlyMap<number, Shape>,
  isSeen: (layer: number) => boolean,
): PartialRun {
  const { graph, layers } = program;
  const results = new Set(program.outputs.map(({ value }) => value));
  const wanted = layers.flatMap(({ value }, layer) =>
    !maps.has(layer) && (isSeen(layer) || results.has(value)) ? [layer] : [],
  );
  const known = new Map([...maps].map(([layer, { data }]) => [layers[layer]?.value ?? '', data]));
  const asked = new Set(layers.flatMap(({ value }, layer) => (shapes.has(layer) ? [] : [value])));
  const nodes = nodesTo(program, new Set([...asked, ...wanted.map(layer => layers[layer]?.value ?? '')]), known);
  const read = new Set(nodes.flatMap(({ inputs }) => inputs));
  return {
    graph: { ...graph, nodes, ...enteringPart(program, read, known) },
    known: new Map([...known].filter(([value]) => read.has(value) || results.has(value))),
    wanted: [...new Set([...wanted, ...border(program, asked, maps, shapes)])],
  };
}

/** Layers just above an edit that have to run again for want of their maps: with them, the next edit there begins below. */
function border(
  program: Program,
  asked: ReadonlySet<string>,
  maps: ReadonlyMap<number, LayerMap>,
  shapes: ReadonlyMap<number, Shape>,
): readonly number[] {
  const unchanged = new Map([...shapes.keys()].map(layer => [program.layers[layer]?.value ?? '', layer]));
  const entering = nodesTo(program, asked, unchanged).flatMap(({ inputs }) => inputs);
  return entering.flatMap(value => {
    const layer = unchanged.get(value);
    return layer === undefined || maps.has(layer) ? [] : [layer];
  });
}

/** The nodes that make `values`, and what enters them as far as it is not known. */
export function nodesTo(
  { graph }: Pick<Program, 'graph'>,
  values: ReadonlySet<string>,
  known: ReadonlyMap<string, unknown> = new Map(),
): readonly OnnxNode[] {
  const needed = new Set(values);
  return graph.nodes
    .toReversed()
    .filter(({ output, inputs }) => {
      const isNeeded = needed.has(output);
      if (isNeeded) for (const input of inputs) if (!known.has(input)) needed.add(input);
      return isNeeded;
    })
    .toReversed();
}

function enteringPart(
  { graph, layers }: Program,
  read: ReadonlySet<string>,
  known: ReadonlyMap<string, Float32Array>,
): Pick<OnnxGraph, 'inputs' | 'initializers'> {
  const carried = layers.filter(({ value }) => read.has(value) && known.has(value));
  return {
    inputs: [
      ...graph.inputs.filter(({ name }) => read.has(name)),
      ...carried.map(({ value, shape }) => ({ name: value, shape: [1, ...shape] })),
    ],
    initializers: graph.initializers.filter(({ name }) => read.has(name)),
  };
}
