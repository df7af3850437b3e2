import type { Catalogue } from '../catalogue-entry.ts';

/**
 * Advice: what can be built, and might be better. A warning harms what the network computes, information is a fact that
 * one should know, a hint is a matter of cost or of style.
 */
export const adviceCatalogue = {
  'bias-before-norm': {
    severity: 'hint',
    message: 'The {norm} that follows takes the bias away again; bias=false saves {params} parameters.',
  },
  'dropped-border': {
    severity: 'hint',
    message:
      'Of {size} positions along the {axis}, {unread} at the {place} are in no window, and nothing else reads them.',
  },
  'skipped-pixels': {
    severity: 'information',
    message:
      'Of {size} positions along the {axis}, {unread} are never read: the stride {stride} is larger than the kernel.',
  },
  checkerboard: {
    severity: 'warning',
    message:
      'Outputs sum from {least} to {most} inputs each ({ratio}), a checkerboard: the kernel {kernel} is not divisible by ' +
      'the stride {stride}.',
  },
  gridding: {
    severity: 'warning',
    message:
      'Stacked dilations leave a grid: of the {size} input positions around an output, {seen} are read, {share} %.',
  },
  'unproductive-tail': {
    severity: 'hint',
    message:
      'Every path to here has seen {field} positions, and the input has {input}: this convolution and {later} after it ' +
      'find no more context, unless the input is larger.',
  },
  'branches-misaligned': {
    severity: 'hint',
    message: 'Along the {axis}, tensor {place} sees places {offset} input positions {side} those of tensor 1.',
  },
  'even-kernel-same': {
    severity: 'hint',
    message:
      'An even kernel has no middle: padding=same moves the map by half a position, which is {offset} of the input.',
  },
  'relu-before-add': {
    severity: 'hint',
    message: 'The branch ends in {activation}, so what it adds to its input is never negative.',
  },
  'channels-never-mix': {
    severity: 'hint',
    message: 'The {groups} groups are those of {path}: their channels have not met since.',
  },
  'dropout-before-norm': {
    severity: 'hint',
    message: 'Dropout changes the variance in training alone, and the {norm} that follows keeps it for inference.',
  },
  'relu-before-pool': {
    severity: 'hint',
    message: '{activation} runs on {before} numbers here, and on {after} behind the {pool}, with the same result.',
  },
  'dense-share': {
    severity: 'hint',
    message:
      'The dense layers hold {share} % of the parameters, this one {params}; after global_avgpool it would have {pooled}.',
  },
  'large-kernel': {
    severity: 'hint',
    message:
      '{count} 3×3 in a row see the same {kernel}×{kernel} with {stacked} weights in place of {own}, {saved} % fewer.',
  },
  'linear-chain': {
    severity: 'hint',
    message:
      'Nothing bends between {path} and this: away from the border they are one {layer} of {single} weights in place of ' +
      '{both}.',
  },
  'no-effect': { severity: 'hint', message: '{layer} changes nothing: {reason}.' },
  'unused-tensor': { severity: 'hint', message: 'Nothing reads this tensor, and it is no output.' },
  'unused-block': { severity: 'hint', message: 'Nothing in this file uses {name}.' },
  'allow-unused': { severity: 'hint', message: 'There is no {code} to allow on this line.' },
  'allow-unknown': { severity: 'warning', message: 'No advice is called {code}.{hint}' },
} as const satisfies Catalogue;
