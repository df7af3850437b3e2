import { expect, test } from 'vitest';
import { layoutOf } from './layout.ts';
import type { Placed } from './layout.ts';

const node = (id: string, box?: string) => ({ id, width: 80, height: 30, ...(box !== undefined && { box }) });
const edge = (from: string, to: string) => ({ from, to, width: 40, height: 12 });

/** a → b and c, in a box → d, and a → d beside. */
const { nodes, boxes, edges, width, height } = layoutOf({
  nodes: [node('a'), node('b', 'box.'), node('c', 'box.'), node('d')],
  boxes: [{ id: 'box.' }],
  edges: [edge('a', 'b'), edge('a', 'c'), edge('b', 'd'), edge('c', 'd'), edge('a', 'd')],
});

const [a, b, c, d] = nodes as readonly [Placed, Placed, Placed, Placed];
const top = ({ y, height: high }: Placed) => y - high / 2;
const bottom = ({ y, height: high }: Placed) => y + high / 2;
const left = ({ x, width: wide }: Placed) => x - wide / 2;
const right = ({ x, width: wide }: Placed) => x + wide / 2;

test('what is read stands below what it reads', () => {
  expect(top(b)).toBeGreaterThan(bottom(a));
  expect(top(d)).toBeGreaterThan(bottom(c));
});

test('nodes of a rank stand beside each other', () => {
  expect(b.y).toBe(c.y);
  expect(Math.abs(b.x - c.x)).toBeGreaterThan(80);
});

test('a box holds its nodes and no others', () => {
  const [box] = boxes as readonly [Placed];
  for (const inner of [b, c]) {
    expect([left(inner) > left(box), right(inner) < right(box)]).toEqual([true, true]);
    expect([top(inner) > top(box), bottom(inner) < bottom(box)]).toEqual([true, true]);
  }
  expect([bottom(a) < top(box), top(d) > bottom(box)]).toEqual([true, true]);
});

test('a box has room for a title above its nodes', () => expect(top(b) - top(boxes[0] as Placed)).toBeGreaterThan(18));

test('edges run downwards, and have room for their labels', () => {
  for (const { points, label } of edges) {
    expect(points.map(({ y }) => y)).toEqual(points.map(({ y }) => y).toSorted((one, other) => one - other));
    expect(label.x).toBeGreaterThan(0);
  }
});

test('everything is inside', () => {
  for (const each of nodes) {
    expect([left(each) >= 0, top(each) >= 0]).toEqual([true, true]);
    expect([right(each) <= width, bottom(each) <= height]).toEqual([true, true]);
  }
});

test('a circle of closed blocks is laid out too', () =>
  expect(
    layoutOf({ nodes: [node('a.'), node('b')], boxes: [], edges: [edge('a.', 'b'), edge('b', 'a.')] }).edges,
  ).toHaveLength(2));
