/** Nodes that are one layer together. */
import type { NodeContext } from './node-context.ts';
import type { Statement } from './statement.ts';

/** A node that is part of a layer with those before it: they are taken back, and stand as one. */
export const joined = (context: NodeContext, made: Made, readers: Readers): Statement | undefined =>
  productWithBias(context, made, readers) ??
  silu(context, made, readers) ??
  channelNorm(context, made, readers) ??
  channelShuffle(context, made, readers);

export type Made = Map<string, Statement>;
export type Readers = ReadonlyMap<string, number>;

/** The statement that makes a value for one reader alone. */
const madeFor = (made: Made, readers: Readers, value: string): Statement | undefined =>
  readers.get(value) === 1 ? made.get(value) : undefined;

/** `MatMul` and `Add` are a dense layer with its bias. */
function productWithBias(
  { node, dynamic, constant }: NodeContext,
  made: Made,
  readers: Readers,
): Statement | undefined {
  const [value = '', ...others] = dynamic;
  const product = node.type === 'Add' && others.length === 0 ? madeFor(made, readers, value) : undefined;
  const bias = constant(0) ?? constant(1);
  if (!product?.step.startsWith('linear') || !bias || product.weights.has('bias')) return undefined;
  made.delete(value);
  return {
    ...product,
    output: node.outputs[0] ?? '',
    step: product.step.replace(', bias=false', ''),
    weights: new Map([...product.weights, ['bias', { tensor: bias }]]),
  };
}

/** `x · sigmoid(x)`. */
function silu({ node, dynamic }: NodeContext, made: Made, readers: Readers): Statement | undefined {
  if (node.type !== 'Mul' || dynamic.length !== 2) return undefined;
  const gate = dynamic.find(value => madeFor(made, readers, value)?.step === 'sigmoid') ?? '';
  const [gated = ''] = made.get(gate)?.inputs ?? [];
  if (!dynamic.includes(gated)) return undefined;
  made.delete(gate);
  return { output: node.outputs[0] ?? '', inputs: [gated], step: 'silu', weights: new Map(), path: undefined };
}

/** A norm over the last axis, the channels brought there and back. */
function channelNorm({ node, dynamic, integers }: NodeContext, made: Made, readers: Readers): Statement | undefined {
  const [value = ''] = dynamic;
  const norm = node.type === 'Transpose' ? madeFor(made, readers, value) : undefined;
  const [entering = ''] = norm?.inputs ?? [];
  const there = norm?.step.startsWith('ln(over=last') ? madeFor(made, readers, entering) : undefined;
  const [, last = 0, ...back] = integers('perm') ?? [];
  const isBack = last === back.length + 1 && back.every((dim, index) => dim === index + 1);
  if (!norm || there?.step !== `permute([${[...back, 0].join(', ')}])` || !isBack) return undefined;
  made.delete(value);
  made.delete(entering);
  const step = norm.step.replace('over=last', 'over=channels');
  return { ...norm, output: node.outputs[0] ?? '', inputs: there.inputs, step };
}

/** Channels as groups by channels of a group, those two in turn, and as they were. */
function channelShuffle({ node, dynamic, constant }: NodeContext, made: Made, readers: Readers): Statement | undefined {
  const [value = ''] = dynamic;
  const turn = node.type === 'Reshape' ? madeFor(made, readers, value) : undefined;
  const [entering = ''] = turn?.inputs ?? [];
  const split = turn?.step.startsWith('permute([1, 0,') ? madeFor(made, readers, entering) : undefined;
  const [, groups = 0, size = 0, ...rest] = /^reshape\((\d+)x(\d+)x([\dx]+)\)$/.exec(split?.step ?? '') ?? [];
  const [, ...sizes] = constant(1)?.integers ?? [];
  const wanted = [Number(groups) * Number(size), ...rest.join('x').split('x').map(Number)];
  if (!turn || !split || String(sizes) !== String(wanted)) return undefined;
  made.delete(value);
  made.delete(entering);
  return { ...turn, output: node.outputs[0] ?? '', inputs: split.inputs, step: `channel_shuffle(${groups})` };
}
