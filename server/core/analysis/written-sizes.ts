/** Where the text says how large a model's input is. */
import { nodesOf } from '../language/tree-walk.ts';
import type { Definition, Expression, Name, Size } from '../language/tree.ts';
import type { Network } from '../network/network.ts';
import type { Span } from '../text.ts';

/** The number that gives a spatial axis its size: in the input itself, or a parameter's default. */
export interface WrittenSize {
  readonly span: Span;
  readonly parameter?: string;
}

/** By spatial axis; undefined where the size is computed. Nothing for several inputs. */
export function writtenSizes(definition: Definition, { layers }: Network): readonly (WrittenSize | undefined)[] {
  const [input, ...others] = layers.filter(({ operation }) => operation.arity === 'none');
  if (!input || others.length > 0) return [];
  const shape = shapeArgument(definition, input.origin.span);
  if (shape?.kind === 'size')
    return dimensionSpans(shape)
      .map(span => ({ span }))
      .slice(1);
  if (shape?.kind !== 'list') return [];
  return shape.items.slice(1).map(item => {
    if (item.kind === 'number') return { span: item.span };
    const standard = item.kind === 'name' ? defaultOf(definition, item) : undefined;
    return standard?.kind === 'number' && item.kind === 'name'
      ? { span: standard.span, parameter: item.text }
      : undefined;
  });
}

/** The spatial axes whose size a parameter gives that the model uses elsewhere too. */
export function linkedAxes(
  definition: Definition,
  network: Network,
): readonly { name: string; axes: readonly number[] }[] {
  const written = writtenSizes(definition, network);
  const names = new Set(written.flatMap(size => size?.parameter ?? []));
  return [...names].flatMap(name => {
    const axes = written.flatMap((size, axis) => (size?.parameter === name ? [axis] : []));
    return usesOf(definition, name) > axes.length ? [{ name, axes }] : [];
  });
}

const usesOf = (definition: Definition, name: string): number =>
  [definition.body, ...definition.parameters.flatMap(parameter => parameter.default ?? [])]
    .flatMap(nodesOf)
    .filter(node => node.kind === 'name' && node.text === name).length;

function shapeArgument({ body }: Definition, span: Span): Expression | undefined {
  const call = nodesOf(body).find(node => node.kind === 'call' && node.span.start === span.start);
  return call?.kind === 'call' ? call.arguments.find(({ label }) => !label)?.value : undefined;
}

const defaultOf = ({ parameters }: Definition, { text }: Name): Expression | undefined =>
  parameters.find(parameter => parameter.name.text === text)?.default;

/** A size is one token: its numbers are counted through. */
function dimensionSpans({ dimensions, span }: Size): readonly Span[] {
  let start = span.start;
  return dimensions.map(size => {
    const end = start + String(size).length;
    const found = { start, end };
    start = end + 1;
    return found;
  });
}
