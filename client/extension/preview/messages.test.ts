import { describe, expect, test } from 'vitest';
import { readFromPage, readToPage } from './messages.ts';

const graph = {
  name: 'M',
  inputs: [{ name: 'x', shape: [1, 2] }],
  outputs: [],
  nodes: [{ type: 'Relu', inputs: ['x'], output: 'relu', attributes: {} }],
  initializers: [],
};
const program = {
  model: 'M',
  graph,
  inputs: [{ value: 'x', shape: [2], mean: [], std: [] }],
  layers: [{ path: 'relu', operation: 'relu', value: 'relu', shape: [2], span: { start: 0, end: 4 } }],
  weights: [{ path: 'w', shape: [2], initial: { kind: 'constant', value: 0 } }],
  outputs: [{ name: 'relu', value: 'relu' }],
};
const report = {
  version: 1,
  model: 'M',
  milliseconds: 2.5,
  top: [{ index: 7, value: 3, share: 0.9 }],
  layers: [{ path: 'conv1', shape: [6, 28, 28] }],
  problems: [],
};

describe('messages to the page', () => {
  test.each([
    { type: 'document', uri: 'file:///a.cnn', name: 'a.cnn' },
    { type: 'program', version: 3, program, faults: [] },
    { type: 'broken', message: 'two errors' },
    {
      type: 'broken',
      message: 'one error',
      outline: { model: 'M', layers: [], faults: [{ layer: 0, message: 'odd' }] },
    },
    { type: 'none' },
    { type: 'pictures', pictures: [{ id: 'file:///7.png', name: '7.png' }], chosen: 'file:///7.png' },
    { type: 'pictures', pictures: [] },
    { type: 'picture', id: 'file:///7.png', bytes: new Uint8Array([1]) },
    { type: 'picture', id: 'file:///7.png', problem: 'gone' },
    { type: 'weights', file: 'a.safetensors', bytes: new Uint8Array() },
    { type: 'asset', name: 'runtime', bytes: new Uint8Array() },
    { type: 'cursor', offset: 4, line: { start: 0, end: 9 } },
    { type: 'copied' },
  ])('$type is read', message => expect(readToPage(message)).toBe(message));

  test.each([
    ['nothing', undefined],
    ['a text', 'program'],
    ['no type', { version: 3 }],
    ['an unknown type', { type: 'launch' }],
    ['a type that every object has', { type: 'toString' }],
    ['a message of the other side', { type: 'ready' }],
    [
      'a program without layers',
      { type: 'program', version: 3, program: { ...program, layers: undefined }, faults: [] },
    ],
    [
      'a program whose node has no output',
      { type: 'program', version: 3, program: { ...program, graph: { ...graph, nodes: [{ type: 'Relu' }] } } },
    ],
    ['neither bytes nor problem', { type: 'picture', id: 'x' }],
    ['bytes and a problem', { type: 'picture', id: 'x', bytes: new Uint8Array(), problem: 'gone' }],
    ['bytes turned into numbers by JSON', { type: 'weights', file: 'x', bytes: { type: 'Buffer', data: [1] } }],
    ['an unknown asset', { type: 'asset', name: 'secrets', bytes: new Uint8Array() }],
    ['a cursor without its line', { type: 'cursor', offset: 4 }],
  ])('%s is refused', (_, value) => expect(readToPage(value)).toBeUndefined());
});

describe('messages from the page', () => {
  test.each([
    { type: 'ready' },
    { type: 'wantWeights' },
    { type: 'wantAsset', name: 'worker' },
    { type: 'wantPicture', id: 'file:///7.png' },
    { type: 'openPicture' },
    { type: 'addPicture', name: 'image.png', bytes: new Uint8Array(1) },
    { type: 'chosePicture', id: 'file:///7.png' },
    { type: 'pin', model: 'LeNet5' },
    { type: 'pin' },
    { type: 'reveal', span: { start: 1, end: 5 } },
    { type: 'copy', text: 'layer,operation' },
    { type: 'save', name: 'LeNet5.svg', bytes: new Uint8Array([60]) },
    { type: 'ran', report },
    { type: 'ran', report: { ...report, picture: '7.png' } },
  ])('$type is read', message => expect(readFromPage(message)).toBe(message));

  test.each([
    ['a span of texts', { type: 'reveal', span: { start: '1', end: '5' } }],
    ['a report without problems', { type: 'ran', report: { ...report, problems: undefined } }],
    ['a share that is a text', { type: 'ran', report: { ...report, top: [{ index: 1, value: 2, share: 'all' }] } }],
    ['a file without content', { type: 'save', name: 'LeNet5.svg' }],
    ['a message of the other side', { type: 'none' }],
  ])('%s is refused', (_, value) => expect(readFromPage(value)).toBeUndefined());
});
