import { touches } from '../text.ts';
import type { Node } from './tree.ts';

/** A node and all below it, in the order of the text. */
export const nodesOf = (node: Node): readonly Node[] => [node, ...childrenOf(node).flatMap(nodesOf)];

/** Those that an offset is in, or at an end of, from the outside in. */
export const nodesAround = (node: Node, offset: number): readonly Node[] =>
  touches(node.span, offset) ? [node, ...childrenOf(node).flatMap(child => nodesAround(child, offset))] : [];

export const childrenOf = (node: Node): readonly Node[] => Object.values(node).flatMap(nodesIn);

/** Parts of a node are nodes, lists of them, and plain objects that hold some, such as the names of an import. */
function nodesIn(part: unknown): readonly Node[] {
  if (typeof part !== 'object' || part === null) return [];
  return isNode(part) ? [part] : Object.values(part).flatMap(nodesIn);
}

const isNode = (part: object): part is Node => 'kind' in part;
