/** A model as Keras 3 builds it, channels last; its layers are called by their paths. */
import { layerUse } from '../../analysis/layer-use.ts';
import type { Layer, Network } from '../../network/network.ts';
import { formatShape, isKnown, type Shape } from '../../ops/shape.ts';
import { say } from '../../words.ts';
import { identifier, quoted } from '../pytorch/python-text.ts';
import type { Exported } from '../pytorch/pytorch-text.ts';
import { tensorNames } from '../tensor-names.ts';
import { kerasLayers } from './keras-layers.ts';

export function kerasText(network: Network, file: string): Exported {
  const names = tensorNames(network);
  const lines: string[] = [];
  for (const layer of network.layers) {
    const use = layerUse(network, layer);
    if (network.incomplete || !use || !isKnown(use.output)) return { problem: say`${network.model} has errors.` };
    const name = names[layer.id] ?? '';
    if (layer.operation.arity === 'none') {
      lines.push(`${name} = ${inputName(layer)} = keras.Input((${lastChannels(use.output).join(', ')},))`);
      continue;
    }
    const calls = layer.shared ? undefined : kerasLayers[layer.operation.name]?.(use);
    if (!calls)
      return { problem: say`Keras has no layer that does what ${layer.path}, ${layer.operation.name}, does here.` };
    const entering = layer.inputs.map(id => names[id] ?? '');
    lines.push(`${name} = ${composed(layer, calls, entering)}  # ${formatShape(use.output)}`);
  }
  return { text: fileText(network, file, lines, names) };
}

const inputName = ({ path }: Layer): string => `in_${identifier(path)}`;

const lastChannels = ([channels = 0, ...sizes]: Shape): Shape => [...sizes, channels];

/** Each call on what the one before gives; `x0` stands where a call is not of that form. */
function composed({ path, inputs }: Layer, calls: readonly string[], entering: readonly string[]): string {
  const own = calls.findLastIndex(call => !/^(layers\.Cropping|ops\.)/.test(call));
  const several = inputs.length > 1 ? `[${entering.join(', ')}]` : (entering[0] ?? '');
  return calls.reduce((tensor, call, index) => {
    if (call.includes('(x0,')) return call.replace('x0', tensor);
    const named = index === own ? call.replace(/\)$/, `${call.endsWith('()') ? '' : ', '}name=${quoted(path)})`) : call;
    return `${named}(${tensor})`;
  }, several);
}

function fileText(network: Network, file: string, lines: readonly string[], names: readonly string[]): string {
  const inputs = network.layers.filter(({ operation }) => operation.arity === 'none').map(inputName);
  const outputs = network.outputs.map(({ layer }) => names[layer] ?? '');
  const listed = (all: readonly string[]) => (all.length === 1 ? all.join() : `[${all.join(', ')}]`);
  return [
    `# ${network.model}, exported from ${file.replace(/\s+/g, ' ')} by Fovea, for Keras 3, channels last.`,
    '',
    'import keras',
    `from keras import layers${lines.some(line => line.includes('ops.')) ? ', ops' : ''}`,
    '',
    '',
    `def ${identifier(network.model)}():`,
    ...lines.map(line => `    ${line}`),
    `    return keras.Model(${listed(inputs)}, ${listed(outputs)}, name=${quoted(network.model)})`,
    '',
  ].join('\n');
}
