/** Changes after which two tensors meet. What they do to the rest of the model is for an analysis to tell. */
import type { Fix, TextEdit } from '../diagnostics.ts';
import { nodesOf } from '../language/tree-walk.ts';
import type { Argument, Call, Definition, SourceFile } from '../language/tree.ts';
import type { Layer, Network } from '../network/network.ts';
import { formatShape, spatialSizes, type Shape } from '../ops/shape.ts';
import type { Span } from '../text.ts';
import type { Mismatch } from './mismatch.ts';
import { fits, neighbours } from './size-rule.ts';
import type { ValidSizes } from './sizes.ts';
import { writtenSizes } from './written-sizes.ts';
import { say, type Sentence } from '../words.ts';

/** The next smaller and the next larger input whose sizes work, if sizes of any magnitude do. */
export function inputFixes(
  definition: Definition,
  network: Network,
  sizes: readonly ValidSizes[] | undefined,
): readonly Fix[] {
  const shape = network.layers.find(({ operation }) => operation.arity === 'none')?.output;
  const written = writtenSizes(definition, network);
  if (!shape || !sizes) return [];
  return [0, 1].flatMap(which => {
    const sized = sizes.reduce((made: Shape | undefined, group) => made && moved(made, group, which), shape);
    const changed = sized?.flatMap((size, index) => (size === shape[index] ? [] : [{ size, at: written[index - 1] }]));
    if (!sized || !changed || changed.length === 0) return [];
    const edits = new Map<number, TextEdit>();
    for (const { size, at } of changed) {
      if (!at) return [];
      edits.set(at.span.start, { span: at.span, text: String(size) });
    }
    return [{ title: say`Make the input ${formatShape(sized)}`, edits: [...edits.values()] }];
  });
}

/** The shape with the sizes of `axes` that do not fit moved to the neighbour below (0) or above (1), if there is one. */
function moved(shape: Shape, { axes, rule }: ValidSizes, which: number): Shape | undefined {
  if (!rule || rule.residues.length === 0) return undefined;
  return axes.reduce((made: Shape | undefined, axis) => {
    const size = shape[axis + 1] ?? 0;
    if (fits(rule, size)) return made;
    const next = neighbours(rule, size).find(other => (which === 0 ? other < size : other > size));
    return next === undefined ? undefined : made?.with(axis + 1, next);
  }, shape);
}

/** What can be done to the branches, where the merge stands in this file. */
export function branchFixes(tree: SourceFile, network: Network, mismatch: Mismatch): readonly Fix[] {
  const call = callAt(tree, mismatch.merge.origin.span);
  const branches = call && branchesOf(call, mismatch);
  if (!branches) return [];
  const [one, other] = branches;
  const differences = spatialSizes(one.shape).map((size, axis) => (other.shape[axis + 1] ?? 0) - size);
  if (differences.every(difference => difference >= 0)) return fixesFor(tree, network, one, other, differences);
  if (differences.every(difference => difference <= 0))
    return fixesFor(tree, network, other, one, differences.map(Math.abs));
  return bothWays(one, other, differences);
}

/** One of the tensors that meet. */
interface Branch {
  readonly shape: Shape;
  readonly layer: number;
  /** What it is called in the merge, if it is a name. */
  readonly name: string | undefined;
  /** Appends a step to it. */
  readonly append: (step: string) => TextEdit;
}

function fixesFor(
  tree: SourceFile,
  network: Network,
  small: Branch,
  large: Branch,
  differences: readonly number[],
): readonly Fix[] {
  const fix = (title: Sentence, edit: TextEdit): Fix => ({ title, edits: [edit] });
  const padding = `pad(${sidesText(differences.map(more => [0, more]))})`;
  const cropping = `crop(${sidesText(differences.map(less => [Math.floor(less / 2), Math.ceil(less / 2)]))})`;
  const [from, to] = [formatShape(small.shape), formatShape(large.shape)];
  return [
    ...outputPadding(tree, network, small, differences),
    ...resizing(small, large),
    fix(say`Pad ${from} with zeros at the end`, small.append(padding)),
    fix(say`Crop ${to} to its middle`, large.append(cropping)),
  ];
}

/** One is larger along one axis, the other along another: padding of less than 0 crops. */
function bothWays(one: Branch, other: Branch, differences: readonly number[]): readonly Fix[] {
  const [from, to] = [formatShape(one.shape), formatShape(other.shape)];
  const edit = one.append(`pad(${sidesText(differences.map(more => [0, more]))})`);
  return [
    ...resizing(one, other),
    ...resizing(other, one),
    { title: say`Pad and crop ${from} to ${to}`, edits: [edit] },
  ];
}

/** To the sizes of another, where that has a name. */
const resizing = ({ shape, append }: Branch, { name }: Branch): readonly Fix[] =>
  name === undefined
    ? []
    : [{ title: say`Resize ${formatShape(shape)} to ${name}`, edits: [append(`upsample(like=${name})`)] }];

const sidesText = (sides: readonly (readonly [number, number])[]): string =>
  `[${sides.map(([before, after]) => `[${before}, ${after}]`).join(', ')}]`;

/** What a transposed convolution leaves open: to which of the sizes that its stride makes alike it goes back. */
function outputPadding(
  tree: SourceFile,
  { layers }: Network,
  small: Branch,
  differences: readonly number[],
): readonly Fix[] {
  const layer = lastResized(layers, small.layer);
  const call = layer && layer.operation.name === 'conv_transpose' ? callAt(tree, layer.origin.span) : undefined;
  if (call?.kind !== 'call' || call.arguments.some(({ label }) => label?.text === 'output_padding')) return [];
  const at = call.parentheses.end - 1;
  const text = differences.every(difference => difference === differences[0])
    ? String(differences[0])
    : `[${differences.join(', ')}]`;
  const edits = [{ span: { start: at, end: at }, text: `, output_padding=${text}` }];
  return [{ title: say`Give conv_transpose output_padding=${text}`, edits }];
}

/** The last layer on the way to a tensor that changed its spatial sizes. */
function lastResized(layers: readonly Layer[], from: number): Layer | undefined {
  let at = layers[from];
  while (at) {
    const before: Layer | undefined = layers[at.inputs[0] ?? -1];
    if (String(before?.output?.slice(1)) !== String(at.output?.slice(1))) return at;
    at = before;
  }
  return undefined;
}

function callAt(tree: SourceFile, { start, end }: Span): Call | undefined {
  const found = nodesOf(tree).find(({ kind, span }) => kind === 'call' && span.start === start && span.end === end);
  return found?.kind === 'call' ? found : undefined;
}

/** By syntax, as the elaborator reads a merge: one chain joins the tensor that enters. */
function branchesOf(call: Call, { merge, sides, shapes }: Mismatch): readonly [Branch, Branch] | undefined {
  const isOption = ({ label }: Argument) =>
    label !== undefined && Object.hasOwn(merge.operation.parameters, label.text);
  const chains = call.arguments.filter(argument => !isOption(argument));
  if (chains.some(({ value }) => value.kind === 'for')) return undefined;
  const written = chains.length === 1 ? [undefined, ...chains] : chains;
  const branch = (side: 0 | 1): Branch => {
    const argument = written[sides[side]];
    const place = argument ? argument.value.span.end : call.span.start;
    const name = argument && nameOf(argument);
    return {
      shape: shapes[side],
      layer: merge.inputs[sides[side]] ?? -1,
      name: name === 'identity' ? undefined : name,
      append: step => ({ span: { start: place, end: place }, text: argument ? ` -> ${step}` : `${step} -> ` }),
    };
  };
  return [branch(0), branch(1)];
}

const nameOf = ({ value }: Argument): string | undefined =>
  value.kind === 'name' ? value.text : value.kind === 'member' ? `${memberText(value)}` : undefined;

const memberText = (value: Extract<Argument['value'], { readonly kind: 'member' }>): string =>
  `${value.object.kind === 'name' ? value.object.text : memberText(value.object)}.${value.name.text}`;
