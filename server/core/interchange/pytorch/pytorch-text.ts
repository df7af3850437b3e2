/** A model as a PyTorch module that keeps every parameter under the path that Fovea shows, so that weights load. */
import { layerUse } from '../../analysis/layer-use.ts';
import type { Layer, Network } from '../../network/network.ts';
import { formatShape, isKnown } from '../../ops/shape.ts';
import { say, type Text } from '../../words.ts';
import { tensorNames } from '../tensor-names.ts';
import { access, keeping, levelsAbove, takenName } from './module-tree.ts';
import { identifier, quoted } from './python-text.ts';
import { torchStep, type TorchStep } from './torch-steps.ts';

export type Exported = { readonly text: string } | { readonly problem: Text };

/** `file` is what the text says that it was made from. */
export function pytorchText(network: Network, file: string): Exported {
  const steps: Step[] = [];
  for (const layer of network.layers) {
    const use = layerUse(network, layer);
    if (network.incomplete || !use || !isKnown(use.output)) return { problem: say`${network.model} has errors.` };
    const torch = torchStep(layer, use);
    const taken = isKept(torch) ? takenName(layer.path) : undefined;
    if (taken !== undefined) return { problem: say`PyTorch keeps no module called ${taken}: it is a part of modules.` };
    if (layer.operation.name === 'opaque') return { problem: say`${layer.path} is opaque: nobody knows what it does.` };
    steps.push({ layer, torch, hasWeights: (layer.operation.weights?.(use) ?? []).length > 0 });
  }
  const clash = levelClash(steps);
  if (clash !== undefined) return { problem: say`${clash} is a layer and a level: PyTorch keeps one of them.` };
  return { text: fileText(network, file, steps) };
}

type Places = ReadonlyMap<string, string>;

interface Step {
  readonly layer: Layer;
  readonly torch: TorchStep;
  readonly hasWeights: boolean;
}

const isKept = ({ module, parameters }: TorchStep): boolean => module !== undefined || parameters.length > 0;

/**
 * Where each layer is kept, by its path: there. One without a name of its own and without weights gets one that can be
 * written; the state dict does not show it.
 */
function keptPlaces(steps: readonly Step[]): ReadonlyMap<string, string> {
  const paths = new Set(steps.map(({ layer }) => layer.path));
  return new Map(
    steps.map(({ layer: { path, operation }, hasWeights }) => {
      const named = `${operation.name}_${path}`;
      return [path, /^\d+$/.test(path) && !hasWeights && !paths.has(named) ? named : path];
    }),
  );
}

/** Layers that keep something have no layers below them. */
function levelClash(steps: readonly Step[]): string | undefined {
  const kept = new Set(steps.flatMap(({ layer, torch }) => (torch.module === undefined ? [] : [layer.path])));
  return [...kept].flatMap(levelsAbove).find(level => kept.has(level));
}

function fileText(network: Network, file: string, steps: readonly Step[]): string {
  const names = tensorNames(network);
  const places = keptPlaces(steps);
  const init = keptLines(steps, places);
  const forward = forwardLines(network, steps, names, places);
  const inputs = network.layers.filter(isInput).map(({ id }) => names[id] ?? '');
  const body = [...init, ...forward].join('\n');
  return [
    `# ${network.model}, exported from ${file.replace(/\s+/g, ' ')} by Fovea. Its state dict has the paths that Fovea shows.`,
    '',
    'import torch',
    ...(body.includes('torchvision.') ? ['import torchvision'] : []),
    'from torch import nn',
    '',
    '',
    `class ${identifier(network.model)}(nn.Module):`,
    '    def __init__(self):',
    '        super().__init__()',
    ...init.map(line => `        ${line}`),
    '',
    `    def forward(self, ${inputs.join(', ')}):`,
    ...forward.map(line => `        ${line}`),
    '',
  ].join('\n');
}

/** Levels, modules and parameters; those that are shared are kept once. */
function keptLines(steps: readonly Step[], places: Places): readonly string[] {
  const levels = new Set<string>();
  return steps.flatMap(({ layer: { path, shared }, torch }) => {
    if (shared || !isKept(torch)) return [];
    const paths = [path, ...torch.parameters.map(({ name }) => weightPath(path, name))];
    const missing = paths.flatMap(levelsAbove).filter(level => !levels.has(level));
    for (const level of missing) levels.add(level);
    return [
      ...[...new Set(missing)].map(level => keeping(level, 'nn.ModuleDict()')),
      ...(torch.module === undefined ? [] : [keeping(places.get(path) ?? path, torch.module)]),
      ...torch.parameters.map(({ name, initial }) => keptParameter(weightPath(path, name), initial)),
    ];
  });
}

const weightPath = (path: string, name: string): string => (name === '' ? path : `${path}.${name}`);

function keptParameter(path: string, initial: string): string {
  const level = levelsAbove(path).at(-1);
  const name = path.slice(level === undefined ? 0 : level.length + 1);
  return `${level === undefined ? 'self' : access(level)}.register_parameter(${quoted(name)}, ${initial})`;
}

const isInput = ({ operation }: Layer): boolean => operation.arity === 'none';

/** A line a layer, with the shape that leaves it. */
function forwardLines(
  { layers, outputs }: Network,
  steps: readonly Step[],
  names: readonly string[],
  places: Places,
): readonly string[] {
  const nameOf = (id: number) => names[id] ?? '';
  const lines = steps.flatMap(({ layer, torch }) =>
    isInput(layer)
      ? []
      : [`${nameOf(layer.id)} = ${expressionOf(layer, torch, nameOf, places)}  # ${formatShape(layer.output ?? [])}`],
  );
  const [only, ...others] = outputs;
  if (!only) return lines;
  const results = outputs.map(({ name, layer }) => `${quoted(name)}: ${nameOf(layer)}`);
  const given = layers[only.layer] && others.length === 0 ? nameOf(only.layer) : `{${results.join(', ')}}`;
  return [...lines, `return ${given}`];
}

/** A shared layer's module and parameters are those it shares. */
const expressionOf = (
  { weightsPath, inputs }: Layer,
  { expression, parameters }: TorchStep,
  nameOf: (id: number) => string,
  places: Places,
): string =>
  expression.replace(/\b(self_|[xp]\d+)\b/g, word => {
    const index = Number(word.slice(1));
    if (word === 'self_') return access(places.get(weightsPath) ?? weightsPath);
    if (word.startsWith('x')) return nameOf(inputs[index] ?? -1);
    return `self.get_parameter(${quoted(weightPath(weightsPath, parameters[index]?.name ?? ''))})`;
  });
