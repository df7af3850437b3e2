/**
 * What need not be run again. A layer's result depends on its nodes, their weights, and what enters them: where all of
 * that is as it was, under whatever name, so is the result.
 */
import type { OnnxGraph } from '#core/interchange/onnx-graph.ts';
import type { Program } from '#core/interchange/program.ts';
import { formatShape } from '#core/ops/shape.ts';
import type { LayerMap, PartialRun } from './worker/messages.ts';

export interface Plan {
  /** By the layer's index, the results that are known. */
  readonly maps: ReadonlyMap<number, LayerMap>;
  /** What there is to run. */
  readonly part: PartialRun;
}

/** The results of the newest program, as far as they have come. */
export class Results {
  readonly #identities = new Identities();
  /** By the value's identity. */
  #known = new Map<number, LayerMap>();
  #layers: readonly number[] = [];

  /** What of a program is known. `source` stands for everything beside the program: pictures, and the files of weights. */
  plan(program: Program, source: string): Plan {
    this.#layers = this.#identities.of(program, source);
    const maps = new Map<number, LayerMap>();
    for (const [layer, identity] of this.#layers.entries()) {
      const map = this.#known.get(identity);
      if (map && isAsAnalysed(program, layer, map)) maps.set(layer, map.layer === layer ? map : { ...map, layer });
    }
    this.#known = new Map([...maps].map(([layer, map]) => [this.#layers[layer] ?? NaN, map]));
    return { maps, part: partOf(program, maps) };
  }

  /** Takes in results of the newest plan. */
  keep(maps: readonly LayerMap[]): void {
    for (const map of maps) this.#known.set(this.#layers[map.layer] ?? NaN, map);
  }
}

/** A result that differs from the analysis is a defect, which only its own run tells of. */
const isAsAnalysed = ({ layers }: Program, layer: number, { shape }: LayerMap): boolean =>
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

/** The nodes that lead to what is not known, fed with what is. */
function partOf(program: Program, maps: ReadonlyMap<number, LayerMap>): PartialRun {
  const { graph, layers } = program;
  const known = new Map(
    layers.flatMap(({ value }, layer) => {
      const map = maps.get(layer);
      return map ? [[value, map.data] as const] : [];
    }),
  );
  const wanted = new Set(layers.map(({ value }) => value).filter(value => !known.has(value)));
  const nodes = graph.nodes
    .toReversed()
    .filter(({ output, inputs }) => {
      const isNeeded = wanted.has(output);
      if (isNeeded) for (const input of inputs) if (!known.has(input)) wanted.add(input);
      return isNeeded;
    })
    .toReversed();
  const read = new Set(nodes.flatMap(({ inputs }) => inputs));
  const results = new Set(program.outputs.map(({ value }) => value));
  return {
    graph: { ...graph, nodes, ...enteringPart(program, read, known) },
    known: new Map([...known].filter(([value]) => read.has(value) || results.has(value))),
  };
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
