/** Writes the networks of `test/truth` (PyTorch class names and constructor arguments) in the language. */
import { operations } from '#core/ops/registry.ts';

export type TorchValue = number | boolean | string | null | readonly TorchValue[];

export interface TorchNode {
  readonly id: string;
  /** A class of `torch.nn`, or one of the names of `test/truth`: `Add`, `Concat`, `InterpolateLike` … */
  readonly op: string;
  readonly attrs: Readonly<Record<string, TorchValue>>;
  /** Ids of nodes; `x`, or `x0`, `x1` …, are the inputs. */
  readonly in: readonly string[];
}

export interface TorchNet {
  /** With the batch in front. */
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  readonly nodes: readonly TorchNode[];
  readonly outputs: readonly string[];
}

export interface Written {
  readonly text: string;
  /** What of the net the text leaves out because the language, by design, has no words for it. */
  readonly leftOut: readonly string[];
  /** Layers and arguments of the language that the registry does not have. */
  readonly missing: readonly string[];
}

/** Why what is about batches is left out. */
export const ONE_BATCH = 'there is one batch, of 1';

/** A model with one labelled layer a line: a node's id is its layer's path. */
export function torchToCnn(net: TorchNet): Written {
  const layers = net.nodes.map(node => writeNode(node, net));
  const lines = [
    'model Net {',
    ...Object.entries(net.inputs).map(([id, shape]) => `  ${id} = input(${shape.slice(1).join('x')})`),
    ...layers.map(layer => `  ${layer.line}`),
    ...net.outputs.map(id => `  output ${id}`),
    '}',
  ];
  return {
    text: lines.join('\n') + '\n',
    leftOut: layers.flatMap(layer => layer.leftOut),
    missing: layers.flatMap(layer => layer.missing),
  };
}

/** How a node is written. */
interface Layer {
  readonly name: string;
  readonly arguments?: Readonly<Record<string, TorchValue>>;
  /** What the node says of the tensor that enters, and the language infers: asserted, so that it is checked. */
  readonly asserted?: readonly TorchValue[];
  readonly leftOut?: string;
}

type WrittenNode = Omit<Written, 'text'> & { readonly line: string };

function writeNode(node: TorchNode, net: TorchNet): WrittenNode {
  const layer = WRITERS[node.op]?.(node, net);
  if (!layer) return { line: `# ${node.op}`, leftOut: [node.op], missing: [] };
  return {
    line: `${node.id} = ${writeChain(node, layer)}`,
    leftOut: layer.leftOut === undefined ? [] : [layer.leftOut],
    missing: missingOf(node, layer),
  };
}

function writeChain({ in: [first = 'x', ...others] }: TorchNode, layer: Layer): string {
  const named = Object.entries(layer.arguments ?? {}).map(([name, value]) => `${name}=${writeValue(value)}`);
  if (others.length > 0 && !isLike(layer)) return `${layer.name}(${[first, ...others, ...named].join(', ')})`;
  const call = `${layer.name}(${named.join(', ')})`;
  return [first, ...(layer.asserted ? [writeShape(layer.asserted)] : []), call].join(' -> ');
}

const isLike = (layer: Layer): boolean => layer.arguments?.['like'] !== undefined;

function missingOf(node: TorchNode, layer: Layer): readonly string[] {
  const operation = operations.get(layer.name);
  if (!operation) return [node.op];
  const known = Object.entries(operation.parameters).flatMap(([name, { aliases = [] }]) => [name, ...aliases]);
  const unknown = Object.keys(layer.arguments ?? {}).filter(name => !known.includes(name));
  return unknown.map(name => `${node.op}.${name}`);
}

/** `_` is "any". */
const writeShape = (dimensions: readonly TorchValue[]): string => `[${dimensions.map(writeValue).join(', ')}]`;

function writeValue(value: TorchValue): string {
  if (value === null) return '_';
  return typeof value === 'object' ? `[${value.map(writeValue).join(', ')}]` : String(value);
}

type Writer = (node: TorchNode, net: TorchNet) => Layer;

/** Arguments by PyTorch's names, but for those renamed; `channels` is the argument that repeats the input's. */
const layer =
  (name: string, renamed: Readonly<Record<string, string>> = {}, channels?: string): Writer =>
  ({ attrs, in: [input = 'x'] }, net) => ({
    name,
    arguments: Object.fromEntries(
      Object.entries(attrs)
        .filter(([attribute]) => attribute !== channels)
        .map(([attribute, value]) => [renamed[attribute] ?? attribute, value]),
    ),
    ...(channels !== undefined && {
      asserted: [attrs[channels] ?? null, ...Array<null>(rankOf(input, net) - 2).fill(null)],
    }),
  });

/** `*Pad2d`: PyTorch's `[left, right, top, bottom]`, the last axis first. */
const padding =
  (mode: string): Writer =>
  ({ attrs: { padding: sides = 0 } }) => {
    if (!Array.isArray(sides)) return { name: 'pad', arguments: { padding: sides, mode } };
    const [left = 0, right = 0, top = 0, bottom = 0] = sides as readonly TorchValue[];
    const perAxis = [
      [top, bottom],
      [left, right],
    ];
    return { name: 'pad', arguments: { padding: perAxis, mode } };
  };

/** Over the last axis of a tensor that is not flat. */
const linear: Writer = (node, net) => {
  const { in_features: features = null, out_features: out = null, ...rest } = node.attrs;
  const rank = rankOf(node.in[0] ?? 'x', net);
  const isFlat = rank <= 2;
  return {
    name: 'linear',
    asserted: [...Array<null>(Math.max(0, rank - 2)).fill(null), features],
    arguments: { out, ...rest, ...(!isFlat && { over: 'last' }) },
  };
};

/** PyTorch counts the batch, unless it counts from the end. */
const withoutBatch = (axis: TorchValue): TorchValue => (typeof axis === 'number' && axis > 0 ? axis - 1 : axis);

const flatten: Writer = ({ attrs: { start_dim: start = 1, end_dim: end = -1 } }) => ({
  name: 'flatten',
  arguments: {
    ...(start !== 1 && { start: withoutBatch(start) }),
    ...(end !== -1 && { end: withoutBatch(end) }),
  },
  ...([start, end].includes(0) && { leftOut: ONE_BATCH }),
});

const layerNorm: Writer = ({ attrs: { normalized_shape: shape = [] }, in: [input = 'x'] }, net) => {
  const sizes = (Array.isArray(shape) ? shape : [shape]) as readonly TorchValue[];
  const rest = rankOf(input, net) - 1 - sizes.length;
  return {
    name: 'ln',
    asserted: [...Array<null>(Math.max(0, rest)).fill(null), ...sizes],
    arguments: { over: rest === 0 ? 'all' : sizes.length },
  };
};

const concat: Writer = ({ attrs: { dim = 1 }, in: inputs }, net) => {
  const isOfChannels = dim === 1 || dim === 1 - rankOf(inputs[0] ?? 'x', net);
  if (!isOfChannels) return { name: 'concat', leftOut: dim === 0 ? ONE_BATCH : 'concat is of channels' };
  // One tensor is merged with nothing: as in the language, where a loop of one turn leaves the branch alone.
  return { name: inputs.length === 1 ? 'identity' : 'concat' };
};

const softmax: Writer = ({ attrs: { dim = 1 } }) => ({
  name: 'softmax',
  ...(dim !== 1 && { missing: 'Softmax, but not of channels' }),
});

const interpolateLike: Writer = ({ attrs, in: [, like = 'x'] }) => ({
  name: 'upsample',
  arguments: { like, ...attrs },
});

/** A word of the language has no hyphen. */
const upsample: Writer = (node, net) => {
  const { name, arguments: given = {} } = layer('upsample', RESIZE)(node, net);
  const { mode, ...rest } = given;
  return { name, arguments: typeof mode === 'string' ? { ...rest, mode: mode.replace('-', '_') } : given };
};

const KERNEL = { kernel_size: 'kernel' };
const CONV = { ...KERNEL, out_channels: 'out' };
const RESIZE = { scale_factor: 'scale' };

const WRITERS: Readonly<Record<string, Writer>> = {
  Add: layer('add'),
  AdaptiveAvgPool2d: layer('adaptive_avgpool', { output_size: 'size' }),
  AdaptiveMaxPool2d: layer('adaptive_maxpool', { output_size: 'size' }),
  AvgPool2d: layer('avgpool', KERNEL),
  BatchNorm2d: layer('bn', {}, 'num_features'),
  ChanLayerNorm: (node, net) => ({
    ...layer('ln', {}, 'num_channels')(node, net),
    arguments: { over: 'channels' },
  }),
  ChannelShuffle: layer('channel_shuffle'),
  Chunk: layer('split', { chunks: 'parts' }),
  Concat: concat,
  Conv2d: layer('conv', CONV, 'in_channels'),
  ConvTranspose2d: layer('conv_transpose', CONV, 'in_channels'),
  ELU: layer('elu'),
  Flatten: flatten,
  GELU: layer('gelu'),
  GroupNorm: layer('gn', { num_groups: 'groups' }, 'num_channels'),
  Hardsigmoid: layer('hardsigmoid'),
  Hardswish: layer('hardswish'),
  InstanceNorm2d: layer('instance_norm', {}, 'num_features'),
  InterpolateLike: interpolateLike,
  LayerNorm: layerNorm,
  LeakyReLU: layer('leaky_relu'),
  Linear: linear,
  LocalResponseNorm: layer('lrn'),
  MaxPool2d: layer('maxpool', KERNEL),
  Mul: layer('mul'),
  PReLU: layer('prelu'),
  PixelShuffle: layer('pixel_shuffle', { upscale_factor: 'factor' }),
  PixelUnshuffle: layer('pixel_unshuffle', { downscale_factor: 'factor' }),
  ReLU: layer('relu'),
  ReLU6: layer('relu6'),
  ReflectionPad2d: padding('reflect'),
  ReplicationPad2d: padding('replicate'),
  SiLU: layer('silu'),
  Sigmoid: layer('sigmoid'),
  Softmax: softmax,
  Softplus: layer('softplus'),
  Tanh: layer('tanh'),
  Unfold: layer('unfold', KERNEL),
  Upsample: upsample,
  ZeroPad2d: padding('zeros'),
};

/** The batch counted. Only flattening, which is of all axes in these nets, and what comes after it, changes it. */
function rankOf(id: string, net: TorchNet): number {
  const node = net.nodes.find(candidate => candidate.id === id);
  if (!node) return net.inputs[id]?.length ?? 4;
  return node.op === 'Flatten' ? 2 : rankOf(node.in[0] ?? 'x', net);
}
