import { activations, prelu } from './activation.ts';
import { adaptiveAvgpool, adaptiveMaxpool, globalAvgpool, globalMaxpool } from './adaptive-pool.ts';
import { attention } from './attention.ts';
import { bn, instanceNorm } from './channel-norm.ts';
import { channelShuffle, slice, split } from './channels.ts';
import { convTranspose } from './conv-transpose.ts';
import { conv, depthwise } from './conv.ts';
import { crop } from './crop.ts';
import { flatten, linear } from './dense.ts';
import { dropout, dropPath } from './dropout.ts';
import { identity } from './identity.ts';
import { input } from './input.ts';
import { layerScale } from './layer-scale.ts';
import { learnedPool } from './learned-pool.ts';
import { lppool } from './lp-pool.ts';
import { lrn } from './lrn.ts';
import { add, average, concat, maximum, mul, sub } from './merge.ts';
import { gn, ln } from './normalisation.ts';
import { opaque } from './opaque.ts';
import type { Operation } from './operation.ts';
import { pad } from './pad.ts';
import { pixelShuffle, pixelUnshuffle } from './pixel-shuffle.ts';
import { avgpool, maxpool } from './pool.ts';
import { permute, reshape } from './reshape.ts';
import { stochasticPool } from './stochastic-pool.ts';
import { fold, unfold } from './unfold.ts';
import { upsample } from './upsample.ts';

const all: readonly Operation[] = [
  input,
  conv,
  depthwise,
  convTranspose,
  unfold,
  fold,
  maxpool,
  avgpool,
  lppool,
  stochasticPool,
  learnedPool,
  adaptiveAvgpool,
  adaptiveMaxpool,
  globalAvgpool,
  globalMaxpool,
  pad,
  crop,
  upsample,
  pixelShuffle,
  pixelUnshuffle,
  channelShuffle,
  slice,
  split,
  reshape,
  permute,
  identity,
  bn,
  ln,
  gn,
  instanceNorm,
  lrn,
  layerScale,
  ...activations,
  prelu,
  flatten,
  linear,
  dropout,
  dropPath,
  attention,
  opaque,
  add,
  sub,
  mul,
  maximum,
  average,
  concat,
];

/** Every operation, by its name in the language. Nothing else lists operations. */
export const operations: ReadonlyMap<string, Operation> = new Map(all.map(operation => [operation.name, operation]));
