/** Merges: several tensors into one. */
import {
  defineOperation,
  entering,
  refuse,
  type GraphWriter,
  type Operation,
  type Refusal,
  type Use,
} from './operation.ts';
import { BROADCAST, POINTWISE } from './reads.ts';
import { channelsOf, dimensionName, formatShape, mayEqual, UNKNOWN, type Shape } from './shape.ts';
import { onnxPage } from './sources.ts';
import { anyOf, say, type Text } from '../words.ts';

const torchFunction = (name: string): string => `https://docs.pytorch.org/docs/stable/generated/torch.${name}.html`;

/** The values that enter, in order. */
const values = ({ inputs }: Pick<Use, 'inputs'>, graph: GraphWriter): readonly string[] =>
  inputs.map((_, index) => graph.input(index));

/** Their names in a PyTorch expression. */
const names = ({ inputs }: Pick<Use, 'inputs'>): readonly string[] => inputs.map((_, index) => `x${index}`);

/** One node of two inputs after the other; a tensor alone is itself. */
const folded = (type: string) => (use: Use, graph: GraphWriter) =>
  values(use, graph).reduce((left, right) => graph.node(type, [left, right]));

/** A merge whose branches come from a loop may have one alone. */
const refuseCount = (operation: string, inputs: readonly Shape[], exactly?: number): Refusal | undefined =>
  inputs.length === (exactly ?? Math.max(1, inputs.length))
    ? undefined
    : refuse('merge-count', {
        operation,
        wanted: exactly === undefined ? say`at least 1 tensor` : say`${exactly} tensors`,
        found: inputs.length,
      });

/** Refuses the first tensor that has another number of dimensions than tensor 1. */
function refuseDimensions(operation: string, inputs: readonly Shape[]): Refusal | undefined {
  const first = entering(inputs);
  const place = inputs.findIndex(shape => shape.length !== first.length);
  const other = inputs[place];
  return other === undefined
    ? undefined
    : refuse('dimensions-differ', {
        operation,
        place: place + 1,
        first: formatShape(first),
        other: formatShape(other),
      });
}

/** Where two tensors part: the one that differs from tensor 1, and the dimension. */
interface Difference {
  readonly first: string;
  readonly place: number;
  readonly other: string;
  readonly axis: Text;
  readonly one: number;
  readonly another: number;
}

/** The first difference to tensor 1 from dimension `from` on. */
function difference(inputs: readonly Shape[], from: number): Difference | undefined {
  const first = entering(inputs);
  for (const [index, other] of inputs.entries()) {
    const axis = other.findIndex((size, dimension) => dimension >= from && !mayEqual(size, first[dimension] ?? size));
    if (axis < 0) continue;
    const [one, another] = [first[axis] ?? 0, other[axis] ?? 0];
    const name = dimensionName(first, axis);
    return { first: formatShape(first), place: index + 1, other: formatShape(other), axis: name, one, another };
  }
  return undefined;
}

/** The shape that equal shapes have together: what one does not know, another may. */
const common = (inputs: readonly Shape[]): Shape =>
  entering(inputs).map(
    (_, axis) => inputs.map(shape => shape[axis] ?? UNKNOWN).find(size => !Number.isNaN(size)) ?? UNKNOWN,
  );

const equalShapes = (operation: string, inputs: readonly Shape[], exactly?: number): Shape | Refusal => {
  const refusal = refuseCount(operation, inputs, exactly) ?? refuseDimensions(operation, inputs);
  if (refusal !== undefined) return refusal;
  const found = difference(inputs, 0);
  return found === undefined ? common(inputs) : refuse('shapes-differ', { operation, ...found });
};

interface Elementwise {
  readonly name: string;
  readonly summary: string;
  readonly documentation: string;
  readonly sources: readonly string[];
  /** How many tensors it takes; any number where nothing is said. */
  readonly exactly?: number;
  readonly onnx: (use: Use, graph: GraphWriter) => string;
  readonly torch: (names: readonly string[]) => string;
}

/** A merge of equal shapes, value by value. */
const elementwise = ({ name, summary, documentation, sources, exactly, onnx, torch }: Elementwise): Operation =>
  defineOperation({
    name,
    family: 'merge',
    summary,
    documentation: `${documentation} The shapes must be equal. No weights.`,
    sources,
    example: `input(8x16x16)\nskip = identity\n${name}(skip, conv(8, 3, padding=1))`,
    arity: 'many',
    parameters: {},
    shape: inputs => equalShapes(name, inputs, exactly),
    perChannel: () => true,
    onnx,
    torch: use => torch(names(use)),
  });

export const add = elementwise({
  name: 'add',
  summary: 'The sum of tensors, value by value.',
  documentation: 'The shortcut of a residual block: `add({ … })` adds what a group makes to what entered it.',
  sources: [torchFunction('add'), onnxPage('Add'), 'https://arxiv.org/abs/1512.03385'],
  onnx: folded('Add'),
  torch: all => all.join(' + '),
});

export const sub = elementwise({
  name: 'sub',
  summary: 'The difference of two tensors, the first less the second.',
  documentation: 'Takes exactly two tensors.',
  sources: [torchFunction('sub'), onnxPage('Sub')],
  exactly: 2,
  onnx: folded('Sub'),
  torch: all => all.join(' - '),
});

export const maximum = elementwise({
  name: 'maximum',
  summary: 'The largest of tensors, value by value.',
  documentation: 'As in maxout networks.',
  sources: [torchFunction('maximum'), onnxPage('Max'), 'https://arxiv.org/abs/1302.4389'],
  onnx: (use, graph) => graph.node('Max', values(use, graph)),
  torch: all => all.reduce((left, right) => `torch.maximum(${left}, ${right})`),
});

export const average = elementwise({
  name: 'average',
  summary: 'The mean of tensors, value by value.',
  documentation: 'The sum, over how many there are.',
  sources: [torchFunction('mean'), onnxPage('Mean')],
  onnx: (use, graph) => graph.node('Mean', values(use, graph)),
  torch: all => `(${all.join(' + ')}) / ${all.length}`,
});

/** The shape of all together, in which a 1 is stretched. An unknown size may be a 1 or not. */
const stretched = (inputs: readonly Shape[]): Shape =>
  entering(inputs).map((_, axis) => {
    const sizes = inputs.map(shape => shape[axis] ?? 1);
    const largest = Math.max(...sizes.filter(size => !Number.isNaN(size)));
    return largest > 1 || !sizes.some(Number.isNaN) ? largest : UNKNOWN;
  });

/** What may stand beside a tensor of shape `full`: a weight a channel, a weight a position. */
const gatesOf = (full: Shape): readonly Shape[] =>
  full.length === 1
    ? []
    : [full.map((size, axis) => (axis === 0 ? size : 1)), full.map((size, axis) => (axis === 0 ? 1 : size))];

const fits = (shape: Shape, wanted: Shape): boolean =>
  shape.every((size, axis) => mayEqual(size, wanted[axis] ?? size));

function gatedShape(inputs: readonly Shape[]): Shape | Refusal {
  const refusal = refuseCount('mul', inputs) ?? refuseDimensions('mul', inputs);
  if (refusal !== undefined) return refusal;
  const full = stretched(inputs);
  const wanted = [full, ...gatesOf(full)];
  const whole = inputs.some(shape => fits(shape, full));
  const place = whole ? inputs.findIndex(shape => !wanted.some(candidate => fits(shape, candidate))) : 1;
  const other = inputs[place];
  if (other === undefined) return full;
  const details = { full: formatShape(full), place: place + 1, other: formatShape(other) };
  return refuse('gate-shape', { ...details, fitting: anyOf(wanted.map(formatShape)) });
}

export const mul = defineOperation({
  name: 'mul',
  family: 'merge',
  summary: 'The product of tensors, value by value; a gate is stretched to the other’s shape.',
  documentation:
    'One tensor has the full shape, such as `64x56x56`. The others have it too, or are gates: `64x1x1`, a weight for ' +
    'each channel (squeeze-and-excitation), or `1x56x56`, a weight for each position (spatial attention). No other merge ' +
    'stretches anything. No weights.',
  sources: [torchFunction('mul'), onnxPage('Mul'), 'https://arxiv.org/abs/1709.01507'],
  example: 'input(8x16x16)\nx = identity\ngate = global_avgpool -> conv(8, 1) -> sigmoid\nmul(x, gate)',
  arity: 'many',
  parameters: {},
  shape: gatedShape,
  reads: ({ inputs, output }, axis, input) =>
    inputs[input]?.[axis + 1] === 1 && output[axis + 1] !== 1 ? BROADCAST : POINTWISE,
  onnx: folded('Mul'),
  torch: use => names(use).join(' * '),
});

function joinedShape(inputs: readonly Shape[]): Shape | Refusal {
  const refusal = refuseCount('concat', inputs) ?? refuseDimensions('concat', inputs);
  if (refusal !== undefined) return refusal;
  const found = difference(inputs, 1);
  if (found !== undefined) return refuse('concat-sizes-differ', { ...found });
  return [inputs.reduce((sum, shape) => sum + channelsOf(shape), 0), ...common(inputs).slice(1)];
}

export const concat = defineOperation({
  name: 'concat',
  family: 'merge',
  summary: 'Tensors one after the other, channel by channel.',
  documentation:
    'The channels are added up, in the order written; the spatial sizes must be equal. Flat tensors are joined feature ' +
    'by feature. No weights.',
  sources: [torchFunction('cat'), onnxPage('Concat')],
  example: 'input(8x16x16)\nskip = identity\nconcat(skip, conv(4, 3, padding=1))',
  arity: 'many',
  parameters: {},
  shape: joinedShape,
  onnx: (use, graph) => graph.node('Concat', values(use, graph), { axis: 1 }),
  torch: use => `torch.cat([${names(use).join(', ')}], dim=1)`,
});
