import { error, type Catalogue } from '../catalogue-entry.ts';

/** What an operation refuses: its arguments, and the shapes that enter it. */
export const operationCatalogue = {
  // Arguments, as read by their parameter's type.
  'wrong-type': error('Expected {wants}, found {found}.'),
  'out-of-range': error('Expected {wants}, found {found}, which is out of range.'),
  'wrong-count': error('Expected {wants}, found {found} values.'),
  'number-too-large': error('The {what} would be {value}, and at most {most} can be followed exactly.'),

  // Sizes that an argument does not fit.
  'groups-divide': error(
    '{groups} groups do not divide {channels} {side} channels; use a divisor of {channels}: {divisors}.',
  ),
  'parts-divide': error('{parts} {what} do not divide {channels} channels; use a divisor of {channels}: {divisors}.'),
  'channels-multiple': error('The channels must be a multiple of {block}, found {channels}; {fitting} would fit.'),
  'size-divide': error(
    'The factor {factor} does not divide the {axis}, which is {size}; use a divisor of {size}: {divisors}.',
  ),
  'kernel-too-large': error(
    'The kernel covers {extent} positions of the {axis}, and the padded input has {padded} ({size} and {padding} of ' +
      'padding); the {axis} must be at least {least}.',
  ),
  'padding-over-half': error(
    'Padding {padding} of the {axis} is more than half of the kernel {kernel}, so that a window could lie in the ' +
      'padding alone; at most {most} fits.',
  ),
  'padding-over-input': error(
    '{mode} padding of {padding} takes its values from the {axis}, which has {size} positions; at most {most} fits.',
  ),
  'value-unused': error(
    'The value {value} is only written by mode=constant, and the mode is {mode}; leave the value out.',
  ),
  'output-padding-too-large': error(
    'Output padding {value} of the {axis} must be less than its stride {stride} or its dilation {dilation}; at most ' +
      '{most} fits.',
  ),
  'output-too-small': error(
    'The output would have {size} positions along the {axis}, from {input}; it needs at least 1.',
  ),
  'wrong-axes': error('{what} needs {wanted}, and a tensor of shape {shape} has {found}.'),
  'values-per-channel': error('Expected 1 value or {channels}, one for each channel, found {found}.'),
  'one-value-per-channel': error(
    'Without running statistics a channel is normalised by its own values, and a tensor of shape {shape} has one ' +
      'value a channel; at least 2 are needed.',
  ),

  // Choosing and rearranging.
  'slice-range': error(
    'There are no channels from {from} up to {to} in {channels}: they are counted from 0 up to {channels}.',
  ),
  'index-range': error('There is no part {index} of {parts}: they are counted from 0 to {most}.'),
  'crop-target': error('Exactly one of amount, size and like says what is cut; found {found}.'),
  'crop-too-large': error('The middle that is kept, {wanted}, is larger than the {axis}, which is {size}.'),
  'reshape-size': error('A tensor of shape {shape} holds {held} numbers, and {wanted} needs {needed}.'),
  'reshape-rest': error('One size alone may be _, the rest; found {found} of them.'),
  'permute-dims': error(
    'permute takes each axis of {shape} once, from 0, the channels, to {last} (the batch is not counted); found ' +
      '{found}.',
  ),
  'flatten-range': error(
    'There is no row of axes from {start} to {end} in {shape}: they are counted from 0, the channels, to {last} (the ' +
      'batch is not counted), or from -1 at the end.',
  ),
  'fold-columns': error(
    'A map of {map} has {places} places of the window ({grid}), and each is a column; the tensor has {found} columns.',
  ),

  // Upsampling.
  'upsample-target': error('Exactly one of scale, size and like says how large the output is; found {found}.'),
  'like-axes': error('A tensor of shape {like} has other spatial axes than {shape}; like needs as many: {axes}.'),
  'align-corners-mode': error(
    'align_corners is for linear, bilinear, bicubic and trilinear, and the mode is {mode}; leave it out.',
  ),

  // Dense layers and merges.
  'linear-not-flat': error(
    'linear takes a flat tensor, and this one is {shape}: flatten it first (to {features}), or say over=last.',
  ),
  'merge-count': error('{operation} takes {wanted}, found {found}.'),
  'shapes-differ': error(
    '{operation} needs equal shapes: tensor 1 is {first}, tensor {place} is {other}; the {axis} differs, {one} and ' +
      '{another}.',
  ),
  'dimensions-differ': error(
    '{operation} needs tensors of as many dimensions: tensor 1 is {first}, tensor {place} is {other}.',
  ),
  'gate-shape': error(
    'mul needs one tensor of the full shape, {full}, and the others to be equal to it or gates ({fitting}); tensor ' +
      '{place} is {other}.',
  ),
  'concat-sizes-differ': error(
    'concat joins channels and needs equal sizes: tensor 1 is {first}, tensor {place} is {other}; the {axis} ' +
      'differs, {one} and {another}.',
  ),

  // Inputs, and shapes that are given.
  'input-dimensions': error('A tensor has 1 to 4 dimensions, channels first, such as 3x224x224; found {found}.'),
} as const satisfies Catalogue;
