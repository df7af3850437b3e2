/** What each layer is in PyTorch: a module that is kept, parameters that are kept, and an expression. */
import type { Layer } from '../../network/network.ts';
import type { Use } from '../../ops/operation.ts';
import { argumentsIn } from './python-text.ts';

export interface TorchStep {
  /** What is kept at the layer's path, if it is a module: `nn.Conv2d(3, 64, 7)`. */
  readonly module?: string;
  /** Tensors that are kept without a module, by the path from the layer's: `''` is the layer's own. */
  readonly parameters: readonly { readonly name: string; readonly initial: string }[];
  /** Over `self_`, the kept module, `p0`, `p1`, … the kept parameters, and `x0`, `x1`, … what enters. */
  readonly expression: string;
}

/** A module with weights has them at its own path: what stands before and after it in a sequence is done on the way. */
export function torchStep({ operation }: Layer, use: Use): TorchStep {
  const text = operation.torch(use);
  if (!isModule(text)) return functionStep(operation, use, text);
  const called = operation.torchCall ?? (module => `${module}(x0)`);
  const sequence = operation.weights && text.startsWith('nn.Sequential(') ? argumentsIn(text) : [text];
  const kept = sequence.findIndex(module => !HELPERS.test(module));
  const through = (tensor: string, modules: readonly string[]) =>
    modules.reduce((entering, module) => `${module}(${entering})`, tensor);
  const result = called('self_', use).replaceAll('x0', through('x0', sequence.slice(0, kept)));
  return {
    module: sequence[kept] ?? text,
    parameters: [],
    expression: through(result, sequence.slice(kept + 1)),
  };
}

/** What prepares a tensor for a module with weights, or brings it back: it keeps nothing. */
const HELPERS = /^(nn\.\w*Pad\dd|torchvision\.ops\.Permute)\(/;

/** A class is called once, to make its module; what is called again, or has a small letter, is a function. */
const isModule = (text: string): boolean => /^(nn|torchvision\.\w+)\.[A-Z]/.test(text) && !text.includes(')(');

/** An expression whose `nn.Parameter(…)`s are kept: each is the weight in its place. */
function functionStep({ weights }: Layer['operation'], use: Use, text: string): TorchStep {
  const names = (weights?.(use) ?? []).map(({ name }) => name);
  const parameters: { name: string; initial: string }[] = [];
  let expression = text;
  for (const name of names) {
    const initial = argumentsIn(expression.slice(expression.indexOf('nn.Parameter('))).join(', ');
    const written = `nn.Parameter(${initial})`;
    parameters.push({ name, initial: written });
    expression = expression.replace(written, `p${parameters.length - 1}`);
  }
  return { parameters, expression };
}
