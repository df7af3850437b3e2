import { describe, expect, test } from 'vitest';
import { outlineLayer } from '../testing.ts';
import { blocksOf, closedFor, networkGraph } from './network-graph.ts';

/** input → stem → block.0 (conv, relu) → block.1 (conv, add of the block's own input) → head, beside a lone `aux.0`. */
const layers = [
  outlineLayer('input', { operation: 'input', shape: '3×8×8' }),
  outlineLayer('stem', { operation: 'conv', shape: '4×8×8', inputs: [0], params: 112 }),
  outlineLayer('block.0.conv', { operation: 'conv', shape: '4×8×8', inputs: [1], params: 1500 }),
  outlineLayer('block.0.1', { operation: 'relu', shape: '4×8×8', inputs: [2] }),
  outlineLayer('block.1.conv', { operation: 'conv', shape: '4×4×4', inputs: [3], params: 500 }),
  outlineLayer('block.1.1', { operation: 'concat', shape: '8×4×4', inputs: [4, 4] }),
  outlineLayer('aux.0', { operation: 'linear', shape: '2', inputs: [5] }),
];

test('blocks are prefixes of several layers, outer before inner', () =>
  expect(blocksOf(layers)).toEqual(['block', 'block.0', 'block.1']));

test('a block that holds nothing but another is none', () =>
  expect(blocksOf([outlineLayer('a.b.0'), outlineLayer('a.b.1')])).toEqual(['a.b']));

const ids = (closed: readonly string[]) => networkGraph(layers, new Set(closed)).nodes.map(({ id }) => id);

describe('nodes', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['all open', [], layers.map(({ path }) => path)],
    ['one closed', ['block.0'], ['input', 'stem', 'block.0.', 'block.1.conv', 'block.1.1', 'aux.0']],
    ['an outer one hides the inner', ['block', 'block.1'], ['input', 'stem', 'block.', 'aux.0']],
  ])('%s', (_, closed, expected) => expect(ids(closed)).toEqual(expected));

  test('say what they are, within the box around them', () => {
    const { nodes, boxes } = networkGraph(layers, new Set(['block.0']));
    expect(nodes.map(({ title, subtitle, box }) => [title, subtitle, box])).toEqual([
      ['input', '', undefined],
      ['stem', 'conv · 112', undefined],
      // 1500 of the conv, none of the ReLU.
      ['0', '2 layers · 1.5 K', 'block'],
      ['conv', '500', 'block.1'],
      ['concat', '1', 'block.1'],
      ['aux.0', 'linear', undefined],
    ]);
    expect(boxes).toEqual([
      { block: 'block', title: 'block' },
      { block: 'block.1', title: '1', box: 'block' },
    ]);
  });
});

test('edges carry shapes, one between two nodes, none within a closed block', () =>
  expect(networkGraph(layers, new Set(['block.0', 'block.1'])).edges).toEqual([
    { from: 'input', to: 'stem', label: '3×8×8' },
    { from: 'stem', to: 'block.0.', label: '4×8×8' },
    { from: 'block.0.', to: 'block.1.', label: '4×8×8' },
    { from: 'block.1.', to: 'aux.0', label: '8×4×4' },
  ]));

test.each([
  ['everything', 7, []],
  ['one level', 5, ['block.0', 'block.1']],
  ['nothing', 4, ['block', 'block.0', 'block.1']],
])('at first %s is open for %d nodes at most', (_, most, closed) =>
  expect([...closedFor(layers, most)]).toEqual(closed),
);

test('a fault is its layer’s, or that of the closed block around it', () => {
  const message = 'The kernel covers 5 positions along height, and the padded input has 4.';
  const faultsOf = (closed: readonly string[]) =>
    networkGraph(layers, new Set(closed), new Map([[4, message]])).nodes.flatMap(({ id, fault }) =>
      fault ? [[id, ...fault]] : [],
    );
  const lines = ['The kernel covers 5 positions along height,', 'and the padded input has 4.'];
  expect(faultsOf([])).toEqual([['block.1.conv', ...lines]]);
  expect(faultsOf(['block', 'block.1'])).toEqual([['block.', ...lines]]);
});
