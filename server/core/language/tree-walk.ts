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
    eachPart(at, part => {
      if (isNode(part)) gather(part);
      else if (isListOfNodes(part)) eachAround(part, offset, gather);
      else eachChild(part, gather);
    });
  };
  gather(node);
  return nodes;
}

/** Lists are in the order of the text: in a long one the place is looked up. */
function eachAround(nodes: readonly Node[], offset: number, take: (node: Node) => void): void {
  let [start, end] = [0, nodes.length];
  while (start < end) {
    const middle = (start + end) >> 1;
    if ((nodes[middle]?.span.end ?? 0) < offset) start = middle + 1;
    else end = middle;
  }
  for (let index = start; index < nodes.length; index += 1) {
    const node = nodes[index];
    if (!node || node.span.start > offset) return;
    take(node);
  }
}

export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  eachChild(node, child => children.push(child));
  return children;
}

/** Parts of a node are nodes, lists of them, and plain objects that hold some, such as the names of an import. */
function eachChild(parent: object, take: (child: Node) => void): void {
  eachPart(parent, part => {
    if (isNode(part)) take(part);
    else eachChild(part, take);
  });
}

function eachPart(parent: object, take: (part: object) => void): void {
  for (const part of Object.values(parent)) if (typeof part === 'object' && part !== null) take(part);
}

const isListOfNodes = (part: object): part is readonly Node[] => Array.isArray(part) && isNode(part[0]);

const isNode = (part: unknown): part is Node => typeof part === 'object' && part !== null && 'kind' in part;

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
