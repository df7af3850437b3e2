/** Networks of one operation, without the language: what the laws of the operations are tried on. */
import { layerCosts } from '#core/analysis/cost.ts';
import { receptiveFields } from '#core/analysis/receptive-field.ts';
import { weighings } from '#core/analysis/weighing.ts';
import { lower } from '#core/interchange/lower.ts';
import type { Program } from '#core/interchange/program.ts';
import type { Layer, Network } from '#core/network/network.ts';
import { applyOperation } from '#core/ops/apply.ts';
import type { Operation, Use } from '#core/ops/operation.ts';
import type { Plain } from '#core/ops/parameters.ts';
import { operations } from '#core/ops/registry.ts';
import type { Shape } from '#core/ops/shape.ts';

/** An operation on inputs of these shapes. */
export interface Application {
  readonly operation: Operation;
  readonly args: Readonly<Record<string, Plain>>;
  readonly inputs: readonly Shape[];
}

/** The path of the operation's layer. */
export const LAYER = 'layer';

export function operationNamed(name: string): Operation {
  const operation = operations.get(name);
  if (!operation) throw new Error(`There is no operation ${name}.`);
  return operation;
}

/** Undefined when the operation refuses. */
export function useOf({ operation, args, inputs }: Application): Use | undefined {
  const unknown = Object.keys(args).filter(name => !(name in operation.parameters));
  if (unknown.length > 0) throw new Error(`${operation.name} has no parameter ${unknown.join()}.`);
  const use = applyOperation(operation, inputs, args);
  return 'finding' in use ? undefined : use;
}

/** The inputs, then the operation as the layer `LAYER`. */
export function programOf(operation: Operation, use: Use): Program {
  const inputs = use.inputs.map((shape, id) => layerOf(operationNamed('input'), inputUse(shape), id, `x${id}`, []));
  const ids = inputs.map(({ id }) => id);
  const layers = [...inputs, layerOf(operation, use, ids.length, LAYER, ids)];
  const network: Network = { model: operation.name, layers, outputs: [{ name: 'output', layer: ids.length }] };
  const fields = receptiveFields(network);
  const program = lower({ network, costs: layerCosts(network), fields, weighings: weighings(network) }, FILE);
  if (!program) throw new Error(`${operation.name} holds something unknown.`);
  return program;
}

const FILE = 'laws.cnn';

const inputUse = (shape: Shape): Use => ({ inputs: [], output: shape, values: { shape } });

const layerOf = (operation: Operation, use: Use, id: number, path: string, inputs: readonly number[]): Layer => ({
  id,
  path,
  operation,
  values: use.values,
  inputs,
  output: use.output,
  weightsPath: path,
  shared: false,
  origin: { file: FILE, span: { start: 0, end: 0 }, name: { start: 0, end: 0 } },
});
