/** What the tests of the language share. */
import type { Span } from '../text.ts';
import type { Output } from './tree.ts';

interface Plain {
  readonly kind?: string;
  readonly span?: Span;
}

/** The nodes directly in a node, in the order of the text. */
export const childrenOf = (node: object): readonly (Plain & { readonly span: Span })[] =>
  Object.entries(node)
    .filter(([key]) => key !== 'span')
    .flatMap(([, value]) => nodesIn(value))
    .toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);

function nodesIn(value: unknown): readonly (Plain & { readonly span: Span })[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== 'object' || value === null) return [];
  const { span } = value as Plain;
  return span ? [value as Plain & { readonly span: Span }] : Object.values(value).flatMap(nodesIn);
}

/** A node and all nodes in it. */
export function everyNode(node: object): readonly Plain[] {
  const found: Plain[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('kind' in value) found.push(value as Plain);
    for (const part of Object.values(value)) visit(part);
  };
  visit(node);
  return found;
}

/** A tree as text, without its spans: two trees that mean the same have the same one. */
export const withoutSpans = (node: object): string =>
  JSON.stringify(node, (key, value: unknown) =>
    ['span', 'keyword', 'parentheses', 'pytorch'].includes(key) ? undefined : value,
  );

/** The text of a template whose indentation is that of its first line, as tests write it. */
export function dedent(template: string): string {
  const lines = template.replace(/^\n/, '').replace(/\n *$/, '\n').split('\n');
  const margin = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0;
  return lines.map(line => line.slice(margin)).join('\n');
}

/** A tree in which every output has a line of its own, as the formatter writes it. */
export function outputsApart<T>(node: T): T {
  if (Array.isArray(node)) {
    const parts = node.flatMap((part: unknown): readonly unknown[] => (isOutput(part) ? apart(part) : [part]));
    return parts.map(outputsApart) as T;
  }
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, outputsApart(value)])) as T;
}

const isOutput = (node: unknown): node is Output =>
  typeof node === 'object' && node !== null && 'kind' in node && node.kind === 'output';

const apart = (output: Output): readonly Output[] => output.entries.map(entry => ({ ...output, entries: [entry] }));
