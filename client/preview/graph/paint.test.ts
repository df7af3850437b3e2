import { expect, test } from 'vitest';
import { outlineLayer, programLayer } from '../testing.ts';
import { networkGraph } from './network-graph.ts';
import { paintShares } from './paint.ts';

const seeing = (size: number) => ({ described: [{ size, jump: 1, start: 0 }], exact: [] });

const layers = [
  programLayer('a', { params: 30, receptiveField: seeing(8) }),
  programLayer('b.0', { params: 40, receptiveField: seeing(16) }),
  programLayer('b.1', { params: 20, receptiveField: seeing(64) }),
];
const { nodes } = networkGraph(
  layers.map(({ path, params }) => outlineLayer(path, { params })),
  new Set(['b']),
);

test.each([
  ['none', [0, 0]],
  // 40 + 20 are the most.
  ['params', [0.5, 1]],
  ['macs', [0, 0]],
  // 8 of 32, and more than all.
  ['field', [0.25, 1]],
] as const)('%s', (paint, expected) => expect(paintShares(nodes, layers, paint, 32)).toEqual(expected));
