import { readsAll } from './affine.ts';
import { refuseParts } from './groups.ts';
import { defineOperation, entering, refuseFlat, type GraphWriter, type Use } from './operation.ts';
import { count, flag } from './parameters.ts';
import { reshapeNode, transposeNode } from './rearrange.ts';
import { channelsOf, positions } from './shape.ts';
import { onnxPage, torchPage } from './sources.ts';
import { construct } from './torch-text.ts';
import { constantWeight, kaimingWeight } from './weights.ts';

const parameters = {
  heads: {
    type: count,
    documentation: 'How many equal parts the channels fall into, each with an attention of its own; a divisor of them.',
    aliases: ['num_heads'],
  },
  bias: { type: flag, documentation: 'Whether learned numbers are added to the projections.', default: true },
} as const;

/** `value · weightᵀ + bias`, with the weights called `weight` and `bias`. */
function project(graph: GraphWriter, value: string, weight: string, bias: string | undefined): string {
  const transposed = graph.node('Transpose', [graph.weight(weight)], { perm: [1, 0] });
  const product = graph.node('MatMul', [value, transposed]);
  return bias === undefined ? product : graph.node('Add', [product, graph.weight(bias)]);
}

/** The batch is left out of these shapes: P positions, C channels, h heads of d channels each. */
function lower({ inputs, values: { heads, bias } }: Use<typeof parameters>, graph: GraphWriter): string {
  const input = entering(inputs);
  const [channels, places] = [channelsOf(input), positions(input)];
  const size = channels / heads;
  const tokens = transposeNode(graph, reshapeNode(graph, graph.input(0), [channels, places]), [1, 0]);
  const projected = project(graph, tokens, 'in_proj_weight', bias ? 'in_proj_bias' : undefined);
  // P x 3C to 3 x h x P x d.
  const split = transposeNode(graph, reshapeNode(graph, projected, [places, 3, heads, size]), [1, 2, 0, 3]);
  const [query = '', key = '', value = ''] = [0, 1, 2].map(index =>
    reshapeNode(
      graph,
      graph.node('Slice', [split, graph.integers([index]), graph.integers([index + 1]), graph.integers([1])]),
      [heads, places, size],
    ),
  );
  const scaled = graph.node('Mul', [query, graph.floats([1 / Math.sqrt(size)], [])]);
  const scores = graph.node('MatMul', [scaled, transposeNode(graph, key, [0, 2, 1])]);
  const attended = graph.node('MatMul', [graph.node('Softmax', [scores], { axis: -1 }), value]);
  const joined = reshapeNode(graph, transposeNode(graph, attended, [1, 0, 2]), [places, channels]);
  const result = project(graph, joined, 'out_proj.weight', bias ? 'out_proj.bias' : undefined);
  return reshapeNode(graph, transposeNode(graph, result, [1, 0]), input);
}

export const attention = defineOperation({
  name: 'attention',
  family: 'dense',
  summary: 'Multi-head self-attention: every position gathers from all others what resembles it.',
  documentation:
    'The spatial axes are taken as one list of positions, each with its channels: `256x14x14` is 196 positions of 256 ' +
    'numbers, `256x196` the same. Each head projects them to a query, a key and a value of `d = channels / heads` ' +
    'numbers; `softmax(q·kᵀ / √d) · v`, the heads joined and projected once more, has the shape that entered. ' +
    '`4 · channels²` weights and `4 · channels` biases. The multiply-accumulates are those of the four projections, ' +
    '`4 · channels²` at each position, since only uses of weights are counted; queries, keys and values take ' +
    '`2 · channels · positions²` more. `nn.MultiheadAttention` wants the positions flattened, channels last ' +
    '(`batch_first=True`).',
  sources: [torchPage('MultiheadAttention'), onnxPage('Attention'), 'https://arxiv.org/abs/1706.03762'],
  example: 'input(16x8x8)\nattention(4)',
  arity: 'one',
  parameters,
  shape: (inputs, { heads }) => {
    const input = entering(inputs);
    return refuseFlat('attention', input) ?? refuseParts('heads', heads, channelsOf(input)) ?? input;
  },
  weights: ({ inputs, values: { bias } }) => {
    const channels = channelsOf(entering(inputs));
    const projection = (name: string, outputs: number) => ({ ...kaimingWeight([outputs, channels]), name });
    return [
      projection('in_proj_weight', 3 * channels),
      ...(bias ? [constantWeight('in_proj_bias', [3 * channels], 0)] : []),
      projection('out_proj.weight', channels),
      ...(bias ? [constantWeight('out_proj.bias', [channels], 0)] : []),
    ];
  },
  macs: ({ inputs }) => 4 * channelsOf(entering(inputs)) ** 2 * positions(entering(inputs)),
  reads: readsAll,
  onnx: lower,
  torch: ({ inputs, values: { heads, bias } }) =>
    construct('nn.MultiheadAttention', [channelsOf(entering(inputs)), heads], {
      bias: [bias, true],
      batch_first: [true, false],
    }),
  torchCall: (module, { output }) => {
    const tokens = 'x0.flatten(2).transpose(1, 2)';
    const attended = `${module}(${tokens}, ${tokens}, ${tokens}, need_weights=False)[0]`;
    return `${attended}.transpose(1, 2).reshape(-1, ${output.join(', ')})`;
  },
});
