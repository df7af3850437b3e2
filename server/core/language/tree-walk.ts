import { touches, type Span } from '../text.ts';
import type { Node } from './tree.ts';

/** A node and all below it, in the order of the text. */
export function nodesOf(node: Node): readonly Node[] {
  const nodes: Node[] = [];
  const gather = (at: Node): void => {
    nodes.push(at);
    eachChild(at, gather);
  };
  gather(node);
  return nodes;
}

/** Those that an offset is in, or at an end of, from the outside in. */
export function nodesAround(node: Node, offset: number): readonly Node[] {
  const nodes: Node[] = [];
  const gather = (at: Node): void => {
    if (!touches(at.span, offset)) return;
    nodes.push(at);
    eachChild(at, gather);
  };
  gather(node);
  return nodes;
}

export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  eachChild(node, child => children.push(child));
  return children;
}

/** Parts of a node are nodes, lists of them, and plain objects that hold some, such as the names of an import. */
function eachChild(parent: object, take: (child: Node) => void): void {
  for (const part of Object.values(parent)) {
    if (typeof part !== 'object' || part === null) continue;
    if (isNode(part)) take(part);
    else eachChild(part, take);
  }
}

const isNode = (part: object): part is Node => 'kind' in part;

/** The same node at one place. */
export const placedAt = <T extends Node>(node: T, span: Span): T => withSpan(node, span) as T;

function withSpan(part: unknown, span: Span): unknown {
  if (Array.isArray(part)) return part.map(item => withSpan(item, span));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, isSpan(value) ? span : withSpan(value, span)]),
  );
}

const isSpan = (part: unknown): boolean =>
  typeof part === 'object' && part !== null && 'start' in part && 'end' in part && !('kind' in part);
