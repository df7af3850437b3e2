/** The statements of a graph: each node translated, what belongs together joined, what does nothing left out. */
import type { Shape } from '../../ops/shape.ts';
import type { ReadModel, ReadNode, ReadTensor } from '../onnx-decode.ts';
import type { Problem } from '../safetensors.ts';
import { contextOf, stepOf, type NodeContext } from './node-context.ts';
import { written, type Statement } from './statement.ts';
import { joined, type Made } from './joins.ts';
import { translations } from './translations.ts';

export interface Statements {
  readonly list: readonly Statement[];
  /** What each value is, where it is another one by another name. */
  readonly nameOf: (value: string) => string;
}

/** In the graph's order, which is execution order. */
export function statementsOf(model: ReadModel): Statements | Problem {
  const tensors = new Map(model.tensors);
  const aliases = new Map<string, string>();
  const nameOf = (value: string): string => aliases.get(value) ?? value;
  const readers = countReaders(model);
  const made: Made = new Map();
  for (const node of model.nodes) {
    const inputs = node.inputs.map(nameOf);
    const [first = '', output = ''] = [inputs[0], node.outputs[0]];
    const constant = tensors.get(first);
    if (node.type === 'Transpose' && constant) tensors.set(output, transposed(constant));
    else if (PASSING.has(node.type) && constant) tensors.set(output, constant);
    else if (PASSING.has(node.type)) aliases.set(output, first);
    else {
      const context = contextOf({ tensors, shapes: model.shapes }, node, inputs);
      const statement = joined(context, made, readers) ?? translations[node.type]?.(context) ?? opaque(context);
      if ('problem' in statement) return statement;
      if (statement.step === 'identity') aliases.set(output, statement.inputs[0] ?? '');
      else made.set(output, statement);
    }
  }
  return { list: [...made.values()], nameOf };
}

/** What gives on what entered, once nothing is trained. */
const PASSING: ReadonlySet<string> = new Set(['Identity', 'Dropout', 'Cast']);

function countReaders({ nodes, outputs }: ReadModel): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of [...nodes.flatMap(({ inputs }) => inputs), ...outputs])
    counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** A matrix the other way round. */
function transposed({ shape, floats }: ReadTensor): ReadTensor {
  const [rows = 0, columns = 0] = shape;
  const turned = floats?.map((_, index) => floats[(index % rows) * columns + Math.floor(index / rows)] ?? 0);
  return { shape: [columns, rows], floats: turned, integers: undefined };
}

/** What is not known is opaque, by the shape that the file tells of it. */
function opaque(context: NodeContext): Statement | Problem {
  const { node, dynamic, shapeOf } = context;
  const [output = ''] = node.outputs;
  const shape: Shape = shapeOf(output)?.slice(1) ?? [];
  if (shape.length === 0 || shape.some(Number.isNaN))
    return {
      problem: `The language has no layer for the node that makes ${output}, of type ${describe(node)}, and the file does not tell its shape.`,
    };
  const weights = node.inputs.map((_, place) => context.constant(place)?.floats?.length ?? 0);
  const params = weights.reduce((sum, count) => sum + count, 0);
  const step = written('opaque', [], {
    out: `[${shape.join(', ')}]`,
    params: params === 0 ? undefined : String(params),
  });
  return {
    ...stepOf(context, step),
    inputs: dynamic.slice(0, 1),
    message: `${output}, of type ${describe(node)}, is opaque: the language has no such layer.`,
  };
}

const describe = ({ type, attributes }: ReadNode): string => {
  const plain = [...attributes]
    .filter(([, value]) => typeof value !== 'object')
    .map(([name, value]) => `${name}=${String(value)}`);
  return plain.length === 0 ? type : `${type} (${plain.join(', ')})`;
};
