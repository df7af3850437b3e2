import type { Catalogue } from '../catalogue-entry.ts';

/** What elaboration reports: names, values, blocks, structure, imports. */
export const networkCatalogue = {
  // Names.
  'unknown-name': { severity: 'error', message: 'Unknown name {name}.{hint}' },
  'pytorch-layer': { severity: 'error', message: 'This is PyTorch’s {name}; write {fit}.' },
  'pytorch-unknown': {
    severity: 'error',
    message: 'PyTorch’s {name} has no layer here; opaque(out=…, params=…, macs=…) stands for what it does.',
  },
  'name-twice': {
    severity: 'error',
    message: '{name} is already a name of this level; a name is given once, so choose another.',
  },
  'path-twice': { severity: 'error', message: 'Two layers have the path {path}; give one of them another name.' },
  'definition-twice': { severity: 'error', message: '{name} is already defined in this file.' },
  'tensor-or-layer': {
    severity: 'error',
    message: '{name} is both a tensor and a layer here; write {name}() for the layer, or rename the tensor.',
  },
  'attribute-as-label': {
    severity: 'error',
    message: '{name} is an attribute of every tensor, and cannot be a name inside a level; choose another.',
  },
  'label-in-loop': {
    severity: 'error',
    message:
      'Each turn of the loop would be called {name}; number it with a loop variable ({name}$i), or move the body to a block.',
  },
  'label-path': { severity: 'error', message: 'A path is names joined by dots; {name} is none.' },
  'label-variable': { severity: 'error', message: '{variable} is no variable of a loop around here.' },
  'no-member': { severity: 'error', message: '{object} has no {name}.{hint}' },
  'in-outside-block': {
    severity: 'error',
    message: 'in is the tensor that enters a block; a model has none. Name the tensor you mean.',
  },

  // Steps and chains.
  'nothing-enters': { severity: 'error', message: 'No tensor enters {name}; a model starts with input(…).' },
  'tensor-after-arrow': {
    severity: 'error',
    message:
      'A tensor cannot follow ->. To join {name} write add({name}) or concat({name}); to apply its layers again, reuse({name}).',
  },
  'not-a-step': { severity: 'error', message: '{found} is not a layer or block.{hint}' },
  'chain-takes-nothing': {
    severity: 'error',
    message: '{name} is a chain that was passed in; it takes no arguments here.',
  },
  'model-is-no-step': {
    severity: 'error',
    message: '{name} is a model, and a model is no step; what models share is a block.',
  },
  'input-in-block': { severity: 'error', message: 'A block has no input(…): it takes the tensor that enters it, in.' },
  'inputs-need-labels': {
    severity: 'error',
    message: 'A model with several inputs gives each a name: left = input(3x32x32).',
  },
  'statement-in-block': { severity: 'error', message: '{statement} belongs to a model; a block gives its last line.' },
  'model-parameter-default': {
    severity: 'error',
    message: 'A model stands alone: give its parameter {name} a default, {name}=….',
  },
  'merge-of-nothing': { severity: 'error', message: '{name} joins chains; give it at least one: {name}(skip).' },
  'merge-axis': {
    severity: 'error',
    message: 'A merge has no {name}: concat always joins channels, the others join equal shapes.',
  },
  'shape-as-branch': { severity: 'error', message: 'A branch of a merge cannot be a shape alone.' },
  'tensor-wanted': { severity: 'error', message: 'The name of a tensor belongs here, not {found}.' },
  'reuse-of-label': {
    severity: 'error',
    message: 'reuse takes the label of a layer or level above, and a tensor enters it: p3 -> reuse(head).',
  },
  'reuse-differs': {
    severity: 'error',
    message: 'The weights of {path} do not fit this tensor: they are {wanted}; here they would have to be {found}.',
  },

  // Arguments.
  'missing-argument': { severity: 'error', message: '{callee} needs {name}: {wants}.' },
  'too-many-arguments': { severity: 'error', message: '{callee} takes at most {most} arguments: {names}.' },
  'unknown-argument': { severity: 'error', message: '{callee} has no argument {name}.{hint}' },
  'argument-twice': { severity: 'error', message: '{name} of {callee} is given twice.{hint}' },
  'positional-after-named': { severity: 'error', message: 'An argument without a name cannot follow one with a name.' },
  'argument-type': { severity: 'error', message: 'Here belongs {wants}.' },

  // Values.
  'value-wanted': { severity: 'error', message: 'A value belongs here, not {found}.' },
  'condition-wanted': {
    severity: 'error',
    message: 'A condition is true or false, not {found}; compare it with something.',
  },
  'whole-number-wanted': { severity: 'error', message: 'A whole number belongs here, not {found}.' },
  'list-wanted': { severity: 'error', message: 'for … in runs through a list or a range a..b, not {found}.' },
  'loop-names': { severity: 'error', message: 'The loop has {names} names, but a turn gives {found}.' },
  'negative-count': { severity: 'error', message: 'repeat cannot run {count} times; the least is 0.' },
  operand: { severity: 'error', message: '{operator} takes a number, not {operand}.' },
  operands: { severity: 'error', message: '{operator} is not defined for {left} and {right}.' },
  'arithmetic-on-tensors': {
    severity: 'error',
    message: '{operator} works on values, not on tensors; tensors are joined by add(…), sub(…), mul(…) or concat(…).',
  },
  'function-arguments': { severity: 'error', message: '{name} is not defined for ({found}).' },
  'number-out-of-range': {
    severity: 'error',
    message: 'This number is not finite or beyond 2^53, where counting is no longer exact.',
  },
  'let-chain': { severity: 'error', message: 'let holds values; a chain is named by a label alone: {name} = ….' },
  'let-circular': { severity: 'error', message: 'The value of {name} depends on itself.' },

  // Shapes and contracts.
  'shape-not-as-asserted': { severity: 'error', message: 'The shape is {found}, not {asserted} as asserted here.' },
  'shape-wanted': { severity: 'error', message: 'A shape belongs here, such as 64x56x56 or [64, _, _], not {found}.' },
  'unknown-fact': { severity: 'error', message: '{name} is no fact that can be claimed here; there are {facts}.' },
  'claim-fails': { severity: 'error', message: '{fact} is {found}, not {operator} {wanted}.' },

  // Bounds.
  'endless-expansion': { severity: 'error', message: 'This expands to {limit}: it is endless, or too large.' },

  // Files.
  'import-missing': { severity: 'error', message: 'There is no file {path}.' },
  'import-outside': {
    severity: 'error',
    message: '{path} is outside the workspace; only its own files can be imported.',
  },
  'import-circular': {
    severity: 'error',
    message: '{path} imports this file, straight or through others; move what both need to a third.',
  },
  'import-unknown': { severity: 'error', message: '{path} has no block or let called {name}.{hint}' },
  'import-model': {
    severity: 'error',
    message: '{name} is a model, and a model is no step; what models share is a block.',
  },
  'weights-missing': { severity: 'error', message: 'There is no weights file {path}.' },
  'weights-twice': { severity: 'error', message: 'A model has one weights file.' },
  'classes-missing': { severity: 'error', message: 'There is no file {path} of class names.' },
  'classes-twice': { severity: 'error', message: 'A model has one file of class names.' },
  'classes-count': {
    severity: 'warning',
    message: '{path} names {count} classes, and no output has as many values or channels: {found}.',
  },
} as const satisfies Catalogue;
