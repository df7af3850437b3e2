import { expect, test } from 'vitest';
import { neighbour } from './neighbours.ts';

/** a above b (left) and c (right), both above d; a also leads to d. */
const node = (id: string) => ({ id, layers: [], title: id, subtitle: '' });
const at = (x: number, y: number) => ({ x, y, width: 10, height: 10 });
const edge = (from: string, to: string) => ({ from, to, label: '' });
const drawing = {
  graph: {
    nodes: ['a', 'b', 'c', 'd'].map(node),
    edges: [edge('a', 'b'), edge('a', 'c'), edge('b', 'd'), edge('c', 'd'), edge('a', 'd')],
    boxes: [],
  },
  layout: { width: 0, height: 0, nodes: [at(60, 0), at(0, 50), at(100, 52), at(10, 100)], boxes: [], edges: [] },
};

test.each([
  // c is 40 aside, b 60, d 50.
  ['a', 'ArrowDown', 'c'],
  ['d', 'ArrowUp', 'b'],
  ['b', 'ArrowRight', 'c'],
  ['c', 'ArrowLeft', 'b'],
  ['b', 'ArrowLeft', undefined],
  ['a', 'ArrowUp', undefined],
  ['a', 'Tab', undefined],
])('from %s by %s to %s', (from, key, expected) => expect(neighbour(drawing, from, key)).toBe(expected));
