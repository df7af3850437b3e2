/**
 * What layers are called elsewhere: in PyTorch's functions (https://docs.pytorch.org/docs/stable/nn.functional.html),
 * Keras (https://keras.io/api/layers/), ONNX, and papers. An error offers the name that they have here.
 */

/** By our name, theirs: in lower case, without what joins words and without the number of axes. */
const names: Readonly<Record<string, string>> = {
  conv: 'conv convolution',
  depthwise: 'depthwiseconv dwconv convdepthwise depthwiseconvolution',
  separable: 'separableconv sepconv depthwiseseparable separableconvolution',
  conv_transpose: 'deconv deconvolution convtranspose transposedconv transposeconv transposedconvolution upconv',
  maxpool: 'maxpooling maximumpool',
  avgpool: 'averagepooling averagepool avgpooling meanpool',
  global_avgpool: 'gap globalaveragepooling globalaveragepool globalavgpooling',
  global_maxpool: 'gmp globalmaxpooling',
  adaptive_avgpool: 'adaptiveaveragepooling adaptiveaveragepool',
  pad: 'padding zeropad zeropadding reflectionpad replicationpad constantpad',
  upsample: 'interpolate resize upsampling unpool',
  pixel_shuffle: 'depthtospace subpixel',
  pixel_unshuffle: 'spacetodepth',
  reshape: 'view',
  permute: 'transpose',
  crop: 'cropping centercrop',
  split: 'chunk',
  bn: 'bn batchnorm batchnormalization',
  ln: 'layernorm layernormalization',
  gn: 'groupnorm groupnormalization',
  instance_norm: 'instancenormalization',
  lrn: 'localresponsenorm localresponsenormalization',
  silu: 'swish',
  linear: 'dense fc fullyconnected innerproduct gemm',
  dropout: 'spatialdropout featuredropout',
  drop_path: 'stochasticdepth',
  attention: 'multiheadattention selfattention mha msa',
  concat: 'cat concatenate',
  add: 'plus sum',
  mul: 'multiply',
  average: 'mean',
  se: 'squeezeexcitation squeezeexcite seblock selayer',
  aspp: 'atrousspatialpyramidpooling',
  spp: 'spatialpyramidpooling',
  inverted_residual: 'invertedbottleneck mbv2',
};

const byName: ReadonlyMap<string, string> = new Map(
  Object.entries(names).flatMap(([ours, theirs]) => theirs.split(' ').map(name => [name, ours] as const)),
);

/** Our name of what is called `name` elsewhere, `BatchNormalization`, `max_pool2d`; undefined for what is not known. */
export const calledElsewhere = (name: string): string | undefined =>
  byName.get(
    name
      .replaceAll('_', '')
      .toLowerCase()
      .replace(/[123]d(?=$|transpose$)/, ''),
  );

/** By our name, those of arguments. */
const argumentNames: Readonly<Record<string, string>> = {
  out: 'filters units channels out_ch output_channels features',
  kernel: 'pool_size window ksize kernel_shape filter_size size',
  padding: 'pad pads',
  stride: 'strides',
  dilation: 'dilation_rate dilations',
  groups: 'group',
  bias: 'use_bias',
  p: 'rate prob probability drop_prob',
  eps: 'epsilon',
  scale: 'factor',
  mode: 'interpolation',
  negative_slope: 'alpha slope',
  divisor_override: 'divisor',
  multiplier: 'depth_multiplier',
};

const byArgument: ReadonlyMap<string, readonly string[]> = Object.entries(argumentNames).reduce(
  (known, [ours, theirs]) =>
    theirs.split(' ').reduce((map, name) => map.set(name, [...(map.get(name) ?? []), ours]), known),
  new Map<string, readonly string[]>(),
);

/** Which of the arguments `ours` is called `name` elsewhere. */
export const argumentCalledElsewhere = (name: string, ours: readonly string[]): string | undefined =>
  byArgument.get(name)?.find(argument => ours.includes(argument));
