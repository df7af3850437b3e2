/** An ONNX file as a model of the language, with its weights. */
import { analyze } from '../../analyze.ts';
import { hasErrors } from '../../diagnostics.ts';
import type { Layer } from '../../network/network.ts';
import { layerUse } from '../../analysis/layer-use.ts';
import { elements, type Shape } from '../../ops/shape.ts';
import { ENGLISH } from '../../words.ts';
import { decodeOnnx, type ReadModel } from '../onnx-decode.ts';
import { isProblem, type Problem } from '../safetensors.ts';
import { cnnText, identifier } from './cnn-text.ts';
import type { Statement, StoredWeight } from './statement.ts';
import { statementsOf } from './statements.ts';

export interface Imported {
  readonly text: string;
  /** By the path that the text gives them. */
  readonly weights: ReadonlyMap<string, { readonly shape: Shape; readonly data: Float32Array }>;
  /** What was not understood. */
  readonly messages: readonly string[];
}

export interface ImportOptions {
  /** What its inputs' shapes are, where the file leaves them open; without the batch. */
  readonly shape?: Shape;
  /** What the text calls the file of its weights; absent, it names none. */
  readonly weightsFile?: string;
  /** What the model is called where the file does not say. */
  readonly name: string;
}

export function importOnnx(file: Uint8Array, options: ImportOptions): Imported | Problem {
  const model = decodeOnnx(file);
  if (isProblem(model)) return model;
  const inputs = inputsOf(model, options.shape);
  const statements = statementsOf(model);
  if (isProblem(inputs)) return inputs;
  if (isProblem(statements)) return statements;
  const { list, nameOf } = statements;
  const hasWeights = list.some(({ weights }) => weights.size > 0);
  const text = cnnText({
    name: modelName(model.name, options.name),
    inputs,
    statements: list,
    outputs: model.outputs.map(nameOf),
    ...(hasWeights && options.weightsFile !== undefined && { weightsFile: options.weightsFile }),
  });
  return withWeights(text, list);
}

const modelName = (given: string, standard: string): string =>
  identifier(given === '' || /^(main_graph|torch[_-]jit|graph)/.test(given) ? standard : given);

function inputsOf(
  { inputs }: ReadModel,
  given: Shape | undefined,
): readonly { name: string; shape: Shape }[] | Problem {
  const known: { name: string; shape: Shape }[] = [];
  for (const { name, shape } of inputs) {
    const sizes = given ?? shape?.slice(1) ?? [];
    if (sizes.length === 0 || sizes.some(size => Number.isNaN(size) || size < 1))
      return { problem: `The file leaves the shape of ${name} open: --shape 3x224x224 says it.` };
    known.push({ name, shape: sizes });
  }
  return known.length > 0 ? known : { problem: 'The graph has no input.' };
}

/** The text is analysed, so that weights are called as the layers that read them are. */
function withWeights(text: string, statements: readonly Statement[]): Imported | Problem {
  const { problems, models } = analyze('import.cnn', { read: () => ({ text }), exists: () => true });
  const [error] = problems.filter(({ severity }) => severity === 'error');
  const network = models[0]?.network;
  if (hasErrors(problems) || !network)
    return { problem: `What was read does not fit. ${error ? ENGLISH(error.message) : ''}\n${text}` };
  const layers = network.layers.filter(({ operation }) => operation.arity !== 'none');
  // A statement of two steps is a layer without weights, and one more.
  const owners = statements.flatMap(statement => statement.step.split(' -> ').map(() => statement));
  const weights = new Map<string, { shape: Shape; data: Float32Array }>();
  for (const [index, layer] of layers.entries()) {
    const use = layerUse(network, layer);
    for (const { name, shape } of (use && layer.operation.weights?.(use)) ?? []) {
      const stored = owners[index]?.weights.get(name);
      const data = stored && dataOf(stored);
      if (data?.length === elements(shape)) weights.set(weightPath(layer, name), { shape, data });
    }
  }
  return { text, weights, messages: statements.flatMap(({ message }) => message ?? []) };
}

const weightPath = ({ weightsPath }: Layer, name: string): string =>
  name === '' ? weightsPath : `${weightsPath}.${name}`;

function dataOf({ tensor: { shape, floats }, transposed }: StoredWeight): Float32Array | undefined {
  if (!floats || !transposed) return floats;
  const [rows = 0, columns = 0] = shape;
  return floats.map((_, index) => floats[(index % rows) * columns + Math.floor(index / rows)] ?? 0);
}
