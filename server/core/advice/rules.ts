import { biasBeforeNorm } from './bias-before-norm.ts';
import { branchesMisaligned } from './branches-misaligned.ts';
import { channelsNeverMix } from './channels-never-mix.ts';
import { checkerboard } from './checkerboard.ts';
import { denseShare } from './dense-share.ts';
import { dropoutBeforeNorm } from './dropout-before-norm.ts';
import { droppedBorder } from './dropped-border.ts';
import { evenKernelSame } from './even-kernel-same.ts';
import { gridding } from './gridding.ts';
import { largeKernel } from './large-kernel.ts';
import { linearChain } from './linear-chain.ts';
import { noEffect } from './no-effect.ts';
import { reluBeforeAdd } from './relu-before-add.ts';
import { reluBeforePool } from './relu-before-pool.ts';
import type { Rule } from './rule.ts';
import { skippedPixels } from './skipped-pixels.ts';
import { unproductiveTail } from './unproductive-tail.ts';
import { unusedBlock } from './unused-block.ts';
import { unusedTensor } from './unused-tensor.ts';

/** Every rule, in the order of the page: what harms first. */
export const rules: readonly Rule[] = [
  checkerboard,
  gridding,
  skippedPixels,
  droppedBorder,
  branchesMisaligned,
  evenKernelSame,
  unproductiveTail,
  reluBeforeAdd,
  dropoutBeforeNorm,
  channelsNeverMix,
  biasBeforeNorm,
  linearChain,
  noEffect,
  reluBeforePool,
  largeKernel,
  denseShare,
  unusedTensor,
  unusedBlock,
];
