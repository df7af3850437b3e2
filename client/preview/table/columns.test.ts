import { describe, expect, test } from 'vitest';
import { programLayer } from '../testing.ts';
import { COLUMNS, nextOrder, sorted } from './columns.ts';
import type { Column, Order } from './columns.ts';
import { csvOf, markdownOf } from './text.ts';

const field = (size: number, jump: number) => ({
  described: [{ size, jump, start: 0 }],
  exact: [{ period: 1, shift: jump, phases: [[[0, size] as const]] }],
});

const layers = [
  programLayer('input', { shape: [3, 8, 8], activationBytes: 768, receptiveField: field(1, 1) }),
  programLayer('layer10', {
    operation: 'conv',
    shape: [16, 8, 8],
    params: 448,
    macs: 27648,
    activationBytes: 4096,
    receptiveField: field(3, 1),
  }),
  programLayer('layer2', { operation: 'conv', shape: [16], params: 4624, macs: 147456, activationBytes: 64 }),
];

const column = (name: string): Column => {
  const found = COLUMNS.find(candidate => candidate.name === name);
  if (!found) throw new Error(`There is no column ${name}.`);
  return found;
};

describe('sorted', () => {
  test.each<[string, Order | undefined, readonly number[]]>([
    ['by nothing: as in the source', undefined, [0, 1, 2]],
    ['numbers as numbers', { by: 'params', direction: 'descending' }, [2, 1, 0]],
    ['numbers in names as numbers', { by: 'layer', direction: 'ascending' }, [0, 2, 1]],
    ['equals as in the source', { by: 'operation', direction: 'ascending' }, [1, 2, 0]],
    ['what is not known last', { by: 'receptive_field', direction: 'ascending' }, [0, 1, 2]],
    ['last both ways', { by: 'receptive_field', direction: 'descending' }, [1, 0, 2]],
  ])('%s', (_, order, expected) => expect(sorted(layers, order)).toEqual(expected));
});

test.each([
  ['params', ['descending', 'ascending', undefined]],
  ['layer', ['ascending', 'descending', undefined]],
])('presses on %s go round', (name, directions) => {
  const first = nextOrder(column(name), undefined);
  const second = nextOrder(column(name), first);
  expect([first, second, nextOrder(column(name), second)].map(order => order?.direction)).toEqual(directions);
});

test('a press on another column starts anew', () =>
  expect(nextOrder(column('macs'), { by: 'params', direction: 'ascending' })).toEqual({
    by: 'macs',
    direction: 'descending',
  }));

test('CSV has plain numbers', () =>
  expect(csvOf(layers.slice(1, 2))).toBe(
    'layer,operation,output,params,macs,activation_bytes,receptive_field,jump\r\n' +
      'layer10,conv,16x8x8,448,27648,4096,3,1\r\n',
  ));

test('CSV quotes what would break it', () =>
  expect(csvOf([programLayer('a,"b"')])).toContain('"a,""b""",relu,2,0,0,0,?,?'));

test('Markdown has numbers for people, on the right', () =>
  expect(markdownOf([...layers.slice(2), programLayer('a|b')])).toBe(`\
| Layer | Operation | Output | Params | MACs | Memory | Field | Jump |
| :-- | :-- | --: | --: | --: | --: | --: | --: |
| layer2 | conv | 16 | 4,624 | 147,456 | 64 bytes | ? | ? |
| a\\|b | relu | 2 | 0 | 0 | 0 bytes | ? | ? |
`));
