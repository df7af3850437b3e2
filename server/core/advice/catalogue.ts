import { warning, information, hint, type Catalogue } from '../catalogue-entry.ts';

/**
 * Advice: what can be built, and might be better. A warning harms what the network computes, information is a fact that
 * one should know, a hint is a matter of cost or of style.
 */
export const adviceCatalogue = {
  'bias-before-norm': hint('The {norm} that follows takes the bias away again; bias=false saves {params} parameters.'),
  'dropped-border': hint(
    'Of {size} positions along the {axis}, {unread} at the {place} are in no window, and nothing else reads them.',
  ),
  'skipped-pixels': information(
    'Of {size} positions along the {axis}, {unread} are never read: the stride {stride} is larger than the kernel.',
  ),
  checkerboard: warning(
    'Outputs sum from {least} to {most} inputs each ({ratio}), a checkerboard: the kernel {kernel} is not divisible by ' +
      'the stride {stride}.',
  ),
  gridding: warning(
    'Stacked dilations leave a grid: of the {size} input positions around an output, {seen} are read, {share} %.',
  ),
  'unproductive-tail': hint(
    'Every path to here has seen {field} positions, and the input has {input}: this convolution and {later} after it ' +
      'find no more context, unless the input is larger.',
  ),
  'branches-misaligned': hint(
    'Along the {axis}, tensor {place} sees places {offset} input positions {side} those of tensor 1.',
  ),
  'even-kernel-same': hint(
    'An even kernel has no middle: padding=same moves the map by half a position, which is {offset} of the input.',
  ),
  'relu-before-add': hint('The branch ends in {activation}, so what it adds to its input is never negative.'),
  'channels-never-mix': hint('The {groups} groups are those of {path}: their channels have not met since.'),
  'dropout-before-norm': hint(
    'Dropout changes the variance in training alone, and the {norm} that follows keeps it for inference.',
  ),
  'relu-before-pool': hint(
    '{activation} runs on {before} numbers here, and on {after} behind the {pool}, with the same result.',
  ),
  'dense-share': hint(
    'The dense layers hold {share} % of the parameters, this one {params}; after global_avgpool it would have {pooled}.',
  ),
  'large-kernel': hint(
    '{count} 3×3 in a row see the same {kernel}×{kernel} with {stacked} weights in place of {own}, {saved} % fewer.',
  ),
  'linear-chain': hint(
    'Nothing bends between {path} and this: away from the border they are one {layer} of {single} weights in place of ' +
      '{both}.',
  ),
  'no-effect': hint('{layer} changes nothing: {reason}.'),
  'unused-tensor': hint('Nothing reads this tensor, and it is no output.'),
  'unused-block': hint('Nothing in this file uses {name}.'),
  'allow-unused': hint('There is no {code} to allow on this line.'),
  'allow-unknown': warning('No advice is called {code}.{hint}'),
} as const satisfies Catalogue;
