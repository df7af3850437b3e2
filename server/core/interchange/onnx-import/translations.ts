/** What each ONNX operator is in the language: https://onnx.ai/onnx/operators/. */
import { stepOf, type NodeContext } from './node-context.ts';
import { perAxis, sidesText, written, type Statement } from './statement.ts';

/** Undefined where the operator is used in a way that the language does not have. */
type Translation = (context: NodeContext) => Statement | undefined;

const plainly =
  (step: string): Translation =>
  context =>
    context.dynamic.length === 1 ? stepOf(context, step) : undefined;

/** An attribute that the layer has by another name, where it is not as always. */
const option =
  (step: string, attribute: string, name: string, standard: number, layers = standard): Translation =>
  context => {
    const value = context.integer(attribute, standard);
    return stepOf(context, written(step, [], { [name]: value === layers ? undefined : String(value) }));
  };

const merge =
  (step: string): Translation =>
  ({ node, dynamic }) =>
    dynamic.length < 2 || dynamic.length < node.inputs.length
      ? undefined
      : { output: node.outputs[0] ?? '', inputs: dynamic, step, weights: new Map(), path: undefined };

/** How far a window reaches is padded by its own; `SAME_UPPER` is `same`, `VALID` none. */
function paddingOf({ text, integers }: NodeContext): string | undefined {
  const automatic = text('auto_pad', 'NOTSET');
  return automatic === 'SAME_UPPER' ? 'same' : sidesText(integers('pads') ?? []);
}

const isPlaced = ({ text }: NodeContext): boolean => text('auto_pad', 'NOTSET') !== 'SAME_LOWER';

const conv: Translation = context => {
  const { integer, integers, constant } = context;
  const weight = constant(1);
  if (!weight || !isPlaced(context) || context.dynamic.length !== 1) return undefined;
  const [out = 0, inside = 0, ...kernel] = weight.shape;
  const groups = integer('group', 1);
  const size = perAxis(kernel) ?? '1';
  const isDepthwise = inside === 1 && groups > 1;
  const multiplier = out / groups;
  const placed = isDepthwise ? [size] : [String(out), size];
  const options = {
    multiplier: isDepthwise && multiplier > 1 ? String(multiplier) : undefined,
    stride: perAxis(integers('strides') ?? [], 1),
    padding: paddingOf(context),
    dilation: perAxis(integers('dilations') ?? [], 1),
    groups: isDepthwise || groups === 1 ? undefined : String(groups),
    bias: constant(2) ? undefined : 'false',
  };
  return stepOf(context, written(isDepthwise ? 'depthwise' : 'conv', placed, options), [
    ['weight', 1],
    ['bias', 2],
  ]);
};

const convTranspose: Translation = context => {
  const { integer, integers, constant } = context;
  const weight = constant(1);
  if (!weight || integers('output_shape') || context.text('auto_pad', 'NOTSET') !== 'NOTSET') return undefined;
  const [, out = 0, ...kernel] = weight.shape;
  const groups = integer('group', 1);
  const step = written('conv_transpose', [String(out * groups), perAxis(kernel) ?? '1'], {
    stride: perAxis(integers('strides') ?? [], 1),
    padding: sidesText(integers('pads') ?? []),
    output_padding: perAxis(integers('output_padding') ?? [], 0),
    groups: groups === 1 ? undefined : String(groups),
    bias: constant(2) ? undefined : 'false',
    dilation: perAxis(integers('dilations') ?? [], 1),
  });
  return stepOf(context, step, [
    ['weight', 1],
    ['bias', 2],
  ]);
};

/** `transB` says that the matrix is as PyTorch has it: outputs by inputs. */
const gemm: Translation = context => {
  const { integer, constant } = context;
  const weight = constant(1);
  const isPlain = integer('alpha', 1) === 1 && integer('beta', 1) === 1 && integer('transA', 0) === 0;
  if (!weight || !isPlain || context.dynamic.length !== 1) return undefined;
  const isTransposed = integer('transB', 0) === 0;
  const out = weight.shape[isTransposed ? 1 : 0] ?? 0;
  const step = written('linear', [String(out)], { bias: constant(2) ? undefined : 'false' });
  return stepOf(context, step, [
    ['weight', 1, isTransposed],
    ['bias', 2],
  ]);
};

const pool =
  (step: string): Translation =>
  context => {
    const { integer, integers } = context;
    const kernel = integers('kernel_shape') ?? [];
    if (!isPlaced(context) || context.text('auto_pad', 'NOTSET') === 'SAME_UPPER') return undefined;
    const strides = integers('strides') ?? kernel.map(() => 1);
    return stepOf(
      context,
      written(step, [perAxis(kernel) ?? '1'], {
        stride: String(strides) === String(kernel) ? undefined : (perAxis(strides) ?? '1'),
        padding: sidesText(integers('pads') ?? []),
        dilation: perAxis(integers('dilations') ?? [], 1),
        ceil_mode: integer('ceil_mode', 0) === 1 ? 'true' : undefined,
        count_include_pad: step === 'avgpool' && integer('count_include_pad', 0) === 0 ? 'false' : undefined,
      }),
    );
  };

/** Statistics of training are folded in: those of the file are taken. */
const batchNorm: Translation = context => {
  const eps = context.integer('epsilon', 1e-5);
  return stepOf(context, written('bn', [], { eps: eps === 1e-5 ? undefined : String(eps) }), [
    ['weight', 1],
    ['bias', 2],
    ['running_mean', 3],
    ['running_var', 4],
  ]);
};

/** Over the last axis, or over all but the batch: what lies between has no word. */
const layerNorm: Translation = context => {
  const axis = context.integer('axis', -1);
  const scale = context.constant(1);
  if (!scale) return undefined;
  const eps = context.integer('epsilon', 1e-5);
  const step = written('ln', [], {
    over: axis === 1 || (axis < 0 && scale.shape.length > 1) ? undefined : 'last',
    eps: eps === 1e-5 ? undefined : String(eps),
    bias: context.constant(2) ? undefined : 'false',
  });
  return stepOf(context, step, [
    ['weight', 1],
    ['bias', 2],
  ]);
};

const affine =
  (name: string, groups: (context: NodeContext) => string[], standard: Readonly<Record<string, string>>): Translation =>
  context => {
    const eps = context.integer('epsilon', 1e-5);
    const options = { ...standard, eps: eps === 1e-5 ? undefined : String(eps) };
    return stepOf(context, written(name, groups(context), options), [
      ['weight', 1],
      ['bias', 2],
    ]);
  };

/** Only that between 0 and 6 has a name. */
const clip: Translation = context => {
  const bound = (place: number, attribute: string) =>
    context.constant(place)?.floats?.[0] ?? context.integer(attribute, Number.NaN);
  return bound(1, 'min') === 0 && bound(2, 'max') === 6 ? stepOf(context, 'relu6') : undefined;
};

/** To rows, whatever the batch is called; else a shape whose open size is `_`. */
const reshape: Translation = context => {
  const [, ...sizes] = context.constant(1)?.integers ?? [];
  if (sizes.length === 1) return stepOf(context, 'flatten');
  if (sizes.length === 0 || sizes.includes(0)) return undefined;
  return stepOf(context, `reshape(${sizes.map(size => (size === -1 ? '_' : String(size))).join('x')})`);
};

const flatten: Translation = context => (context.integer('axis', 1) === 1 ? stepOf(context, 'flatten') : undefined);

const transpose: Translation = context => {
  const [batch, ...dims] = context.integers('perm') ?? [];
  return batch === 0 ? stepOf(context, `permute([${dims.map(dim => dim - 1).join(', ')}])`) : undefined;
};

/** Beyond batch and channels. */
const isSpatial = (axes: readonly number[], dimensions: number): boolean =>
  axes.length === dimensions - 2 && axes.every(axis => axis >= 2 || axis < 0);

const globalMean: Translation = context => {
  const axes = context.constant(1)?.integers ?? context.integers('axes');
  const shape = context.shapeOf(context.dynamic[0] ?? '');
  if (!axes || !isSpatial(axes, shape?.length ?? axes.length + 2)) return undefined;
  return stepOf(context, context.integer('keepdims', 1) === 1 ? 'global_avgpool' : 'global_avgpool -> flatten');
};

const softmax =
  (step: string): Translation =>
  context =>
    [1, -1].includes(context.integer('axis', -1)) ? stepOf(context, step) : undefined;

const PAD_MODES: Readonly<Record<string, string | undefined>> = {
  constant: 'constant',
  reflect: 'reflect',
  edge: 'replicate',
  wrap: 'circular',
};

const pad: Translation = context => {
  const pads = context.constant(1)?.integers ?? context.integers('pads') ?? [];
  const half = pads.length / 2;
  const spatial = [...pads.slice(2, half), ...pads.slice(half + 2)];
  const others = [...pads.slice(0, 2), ...pads.slice(half, half + 2)];
  const mode = PAD_MODES[context.text('mode', 'constant')];
  const value = context.constant(2)?.floats?.[0] ?? 0;
  if (mode === undefined || half < 3 || others.some(size => size !== 0)) return undefined;
  const sides = sidesText(spatial);
  const options = { mode: mode === 'constant' ? undefined : mode, value: value === 0 ? undefined : String(value) };
  return stepOf(context, sides === undefined ? 'identity' : written('pad', [sides], options));
};

/** By ONNX's words for PyTorch's rules; others have none. */
const resize: Translation = context => {
  const mode = context.text('mode', 'nearest');
  const places = context.text('coordinate_transformation_mode', 'half_pixel');
  const axes = (context.integers('axes') ?? []).length;
  const from = axes > 0 ? 0 : 2;
  const scales = [...(context.constant(2)?.floats ?? [])].slice(from).map(scale => Number(scale.toPrecision(7)));
  const sizes = (context.constant(3)?.integers ?? []).slice(from);
  const count = Math.max(scales.length, sizes.length);
  const linear = ['linear', 'bilinear', 'trilinear'][count - 1];
  const isFloor = context.text('nearest_mode', 'round_prefer_floor') === 'floor' && places === 'asymmetric';
  const word = mode === 'nearest' ? (isFloor ? 'nearest' : undefined) : mode === 'linear' ? linear : undefined;
  const isKnown =
    mode === 'nearest' || places === 'align_corners' || places === 'half_pixel' || places === 'pytorch_half_pixel';
  if (count === 0 || word === undefined || !isKnown) return undefined;
  const target = scales.length > 0 ? [perAxis(scales) ?? '1'] : [];
  return stepOf(
    context,
    written('upsample', scales.some(scale => !Number.isInteger(scale)) ? [`[${scales.join(', ')}]`] : target, {
      size: scales.length > 0 ? undefined : (perAxis(sizes) ?? '1'),
      mode: word === 'nearest' ? undefined : word,
      align_corners: places === 'align_corners' ? 'true' : undefined,
    }),
  );
};

const slice: Translation = context => {
  const [starts, ends, axes, steps] = [1, 2, 3, 4].map(place => context.constant(place)?.integers);
  if (starts?.length !== 1 || axes?.[0] !== 1 || (steps?.[0] ?? 1) !== 1) return undefined;
  const [from = 0] = starts;
  const [to = 0] = ends ?? [];
  return from < 0 || to < 0
    ? undefined
    : stepOf(context, written('slice', [String(from)], to > 2 ** 31 ? {} : { to: String(to) }));
};

/** A gate or a scale of each channel, which is learned. */
const multiply: Translation = context => {
  if (context.dynamic.length > 1) return merge('mul')(context);
  const place = context.constant(0) ? 0 : 1;
  const [channels = 0, ...others] = (context.constant(place)?.shape ?? []).slice(-3);
  const isScale = channels > 0 && others.length > 0 && others.every(size => size === 1);
  return isScale ? stepOf(context, 'layer_scale', [['', place]]) : undefined;
};

const prelu: Translation = context => {
  const slope = context.constant(1);
  const count = slope?.shape.reduce((product, size) => product * size, 1);
  return slope && stepOf(context, written('prelu', count === 1 ? [] : [String(count)]), [['weight', 1]]);
};

const lrn: Translation = context =>
  stepOf(
    context,
    written('lrn', [String(context.integer('size', 1))], {
      alpha: String(context.integer('alpha', 1e-4)),
      beta: String(context.integer('beta', 0.75)),
      k: String(context.integer('bias', 1)),
    }),
  );

const pixelShuffle: Translation = context =>
  context.text('mode', 'DCR') === 'CRD'
    ? stepOf(context, `pixel_shuffle(${context.integer('blocksize', 1)})`)
    : undefined;

const concat: Translation = context =>
  [1, -3].includes(context.integer('axis', 1)) ? merge('concat')(context) : undefined;

const matmul: Translation = context => {
  const weight = context.constant(1);
  const [, out = 0] = weight?.shape ?? [];
  if (weight?.shape.length !== 2 || context.dynamic.length !== 1) return undefined;
  const shape = context.shapeOf(context.dynamic[0] ?? '');
  const over = shape && shape.length > 2 ? 'last' : undefined;
  return stepOf(context, written('linear', [String(out)], { bias: 'false', over }), [['weight', 1, true]]);
};

export const translations: Readonly<Record<string, Translation | undefined>> = {
  Add: merge('add'),
  AveragePool: pool('avgpool'),
  BatchNormalization: batchNorm,
  Celu: option('celu', 'alpha', 'alpha', 1),
  Clip: clip,
  Concat: concat,
  Conv: conv,
  ConvTranspose: convTranspose,
  DepthToSpace: pixelShuffle,
  Elu: option('elu', 'alpha', 'alpha', 1),
  Flatten: flatten,
  Gelu: context => stepOf(context, context.text('approximate', 'none') === 'tanh' ? 'gelu(approximate=tanh)' : 'gelu'),
  Gemm: gemm,
  GlobalAveragePool: plainly('global_avgpool'),
  GlobalMaxPool: plainly('global_maxpool'),
  GroupNormalization: affine('gn', context => [String(context.integer('num_groups', 1))], {}),
  HardSigmoid: context =>
    Math.abs(context.integer('alpha', 0.2) - 1 / 6) < 1e-6 ? stepOf(context, 'hardsigmoid') : undefined,
  HardSwish: plainly('hardswish'),
  InstanceNormalization: affine('instance_norm', () => [], { affine: 'true' }),
  LayerNormalization: layerNorm,
  LeakyRelu: option('leaky_relu', 'alpha', 'negative_slope', 0.01),
  LogSoftmax: softmax('log_softmax'),
  LRN: lrn,
  MatMul: matmul,
  Max: merge('maximum'),
  MaxPool: pool('maxpool'),
  Mean: merge('average'),
  Mish: plainly('mish'),
  Mul: multiply,
  Pad: pad,
  PRelu: prelu,
  ReduceMean: globalMean,
  Relu: plainly('relu'),
  Reshape: reshape,
  Resize: resize,
  Selu: plainly('selu'),
  Sigmoid: plainly('sigmoid'),
  Slice: slice,
  Softmax: softmax('softmax'),
  Softplus: plainly('softplus'),
  Sub: merge('sub'),
  Tanh: plainly('tanh'),
  Transpose: transpose,
};
