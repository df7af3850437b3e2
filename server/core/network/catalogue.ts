import { error, warning, type Catalogue } from '../catalogue-entry.ts';

/** What elaboration reports: names, values, blocks, structure, imports. */
export const networkCatalogue = {
  // Names.
  'unknown-name': error('Unknown name {name}.{hint}'),
  'pytorch-layer': error('This is PyTorch’s {name}; write {fit}.'),
  'pytorch-unknown': error(
    'PyTorch’s {name} has no layer here; opaque(out=…, params=…, macs=…) stands for what it does.',
  ),
  'name-twice': error('{name} is already a name of this level; a name is given once, so choose another.'),
  'path-twice': error('Two layers have the path {path}; give one of them another name.'),
  'definition-twice': error('{name} is already defined in this file.'),
  'tensor-or-layer': error(
    '{name} is both a tensor and a layer here; write {name}() for the layer, or rename the tensor.',
  ),
  'attribute-as-label': error(
    '{name} is an attribute of every tensor, and cannot be a name inside a level; choose another.',
  ),
  'label-in-loop': error(
    'Each turn of the loop would be called {name}; number it with a loop variable ({name}$i), or move the body to a block.',
  ),
  'label-path': error('A path is names joined by dots; {name} is none.'),
  'label-variable': error('{variable} is no variable of a loop around here.'),
  'no-member': error('{object} has no {name}.{hint}'),
  'in-outside-block': error('in is the tensor that enters a block; a model has none. Name the tensor you mean.'),

  // Steps and chains.
  'nothing-enters': error('No tensor enters {name}; a model starts with input(…).'),
  'tensor-after-arrow': error(
    'A tensor cannot follow ->. To join {name} write add({name}) or concat({name}); to apply its layers again, reuse({name}).',
  ),
  'not-a-step': error('{found} is not a layer or block.{hint}'),
  'chain-takes-nothing': error('{name} is a chain that was passed in; it takes no arguments here.'),
  'model-is-no-step': error('{name} is a model, and a model is no step; what models share is a block.'),
  'input-in-block': error('A block has no input(…): it takes the tensor that enters it, in.'),
  'inputs-need-labels': error('A model with several inputs gives each a name: left = input(3x32x32).'),
  'statement-in-block': error('{statement} belongs to a model; a block gives its last line.'),
  'model-parameter-default': error('A model stands alone: give its parameter {name} a default, {name}=….'),
  'merge-of-nothing': error('{name} joins chains; give it at least one: {name}(skip).'),
  'merge-axis': error('A merge has no {name}: concat always joins channels, the others join equal shapes.'),
  'shape-as-branch': error('A branch of a merge cannot be a shape alone.'),
  'tensor-wanted': error('The name of a tensor belongs here, not {found}.'),
  'reuse-of-label': error(
    'reuse takes the label of a layer or level above, and a tensor enters it: p3 -> reuse(head).',
  ),
  'reuse-differs': error(
    'The weights of {path} do not fit this tensor: they are {wanted}; here they would have to be {found}.',
  ),

  // Arguments.
  'missing-argument': error('{callee} needs {name}: {wants}.'),
  'too-many-arguments': error('{callee} takes at most {most} arguments: {names}.'),
  'unknown-argument': error('{callee} has no argument {name}.{hint}'),
  'argument-twice': error('{name} of {callee} is given twice.{hint}'),
  'positional-after-named': error('An argument without a name cannot follow one with a name.'),
  'argument-type': error('Here belongs {wants}.'),

  // Values.
  'value-wanted': error('A value belongs here, not {found}.'),
  'condition-wanted': error('A condition is true or false, not {found}; compare it with something.'),
  'whole-number-wanted': error('A whole number belongs here, not {found}.'),
  'list-wanted': error('for … in runs through a list or a range a..b, not {found}.'),
  'loop-names': error('The loop has {names} names, but a turn gives {found}.'),
  'negative-count': error('repeat cannot run {count} times; the least is 0.'),
  operand: error('{operator} takes a number, not {operand}.'),
  operands: error('{operator} is not defined for {left} and {right}.'),
  'arithmetic-on-tensors': error(
    '{operator} works on values, not on tensors; tensors are joined by add(…), sub(…), mul(…) or concat(…).',
  ),
  'function-arguments': error('{name} is not defined for ({found}).'),
  'number-out-of-range': error('This number is not finite or beyond 2^53, where counting is no longer exact.'),
  'let-chain': error('let holds values; a chain is named by a label alone: {name} = ….'),
  'let-circular': error('The value of {name} depends on itself.'),

  // Shapes and contracts.
  'shape-not-as-asserted': error('The shape is {found}, not {asserted} as asserted here.'),
  'shape-wanted': error('A shape belongs here, such as 64x56x56 or [64, _, _], not {found}.'),
  'unknown-fact': error('{name} is no fact that can be claimed here; there are {facts}.'),
  'claim-fails': error('{fact} is {found}, not {operator} {wanted}.'),

  // Bounds.
  'endless-expansion': error('This expands to {limit}: it is endless, or too large.'),

  // Files.
  'import-missing': error('There is no file {path}.'),
  'import-outside': error('{path} is outside the workspace; only its own files can be imported.'),
  'import-circular': error('{path} imports this file, straight or through others; move what both need to a third.'),
  'import-unknown': error('{path} has no block or let called {name}.{hint}'),
  'import-model': error('{name} is a model, and a model is no step; what models share is a block.'),
  'weights-missing': error('There is no weights file {path}.'),
  'weights-twice': error('A model has one weights file.'),
  'classes-missing': error('There is no file {path} of class names.'),
  'classes-twice': error('A model has one file of class names.'),
  'classes-count': warning('{path} names {count} classes, and no output has as many values or channels: {found}.'),
} as const satisfies Catalogue;
