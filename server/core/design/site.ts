/** The calls of a file that make a model's layers, as changes look at them. */
import type { Analysis } from '../analyze.ts';
import { nodesOf } from '../language/tree-walk.ts';
import type { Argument, Call, ChainLine, Group } from '../language/tree.ts';
import type { Layer, Origin } from '../network/network.ts';
import type { Span } from '../text.ts';
import type { Aim } from './aim.ts';

/** One call, with the layers of the aimed model that it made. */
export interface Site {
  readonly call: Call;
  /** What people call it: `conv3`, `layer1.0.conv1`, or the call itself where it ran several times. */
  readonly name: string;
  /** In execution order. */
  readonly layers: readonly [Layer, ...Layer[]];
  /** The line it stands in, and the lines around that. */
  readonly line: ChainLine | undefined;
  readonly group: Group | undefined;
}

/** Of layers, and of blocks, that have a part in the aim; in the order of the text. */
export interface Sites {
  readonly layers: readonly Site[];
  readonly blocks: readonly Site[];
}

export function sitesOf({ file, text, tree }: Analysis, { model, layers: [first, last] }: Aim): Sites {
  const made = new Map<string, { readonly span: Span; readonly own: boolean; readonly layers: [Layer, ...Layer[]] }>();
  for (const layer of model.network.layers.slice(first, last + 1))
    for (let origin: Origin | undefined = layer.origin; origin; origin = origin.caller) {
      if (origin.file !== file) continue;
      const key = `${origin.span.start}:${origin.span.end}`;
      const known = made.get(key);
      if (known) known.layers.push(layer);
      else made.set(key, { span: origin.span, own: origin === layer.origin, layers: [layer] });
    }
  const nodes = nodesOf(tree);
  const lines = nodes.filter(node => node.kind === 'line');
  const groups = nodes.filter(node => node.kind === 'group');
  const sites = nodes.flatMap(node => {
    const found = node.kind === 'call' && made.get(`${node.span.start}:${node.span.end}`);
    if (!found || node.kind !== 'call') return [];
    const line = lines.findLast(({ span }) => contains(span, node.span));
    const group = line && groups.findLast(one => one.lines.includes(line));
    return [
      {
        own: found.own,
        site: { call: node, name: nameOf(text, node, found.layers), layers: found.layers, line, group },
      },
    ];
  });
  return {
    layers: sites.flatMap(({ own, site }) => (own ? [site] : [])),
    blocks: sites.flatMap(({ own, site }) => (own ? [] : [site])),
  };
}

const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** A path of digits alone says little: the layer's word goes before it. */
function nameOf(text: string, call: Call, [{ path }, ...others]: Site['layers']): string {
  if (others.length > 0) return text.slice(call.span.start, call.span.end).replace(/\s+/g, ' ');
  return /^[\d.]+$/.test(path) ? `${call.callee.text} ${path}` : path;
}

/** What is written for a parameter, by one of its names or at its place. */
export function argumentOf(
  { arguments: written }: Call,
  place: number,
  ...names: readonly string[]
): Argument | undefined {
  const placed = written[place];
  return written.find(({ label }) => label && names.includes(label.text)) ?? (placed?.label ? undefined : placed);
}
