import { expect, test } from 'vitest';
import { fixture } from '../fixture.ts';
import { endingsAt } from './file-paths.ts';
import { saidCompletions } from './testing.ts';

const FILES = ['deep/er/c.onnx', 'weights/b.safetensors', 'a.onnx', 'names.txt', 'weights/10.onnx', 'weights/9.onnx'];

const at = (line: string) => {
  const { analysis, offset } = fixture(`model M {\n  input(1x8x8)\n  ${line}\n}\n`);
  return saidCompletions({ analysis, offset }, { files: FILES }).map(({ label, span, word }) => [
    label,
    analysis.text.slice(span.start, span.end),
    analysis.text.slice(word.start, word.end),
  ]);
};

test('weights are files of weights, the nearest first', () =>
  expect(at('weights "$0"').map(([label]) => label)).toEqual([
    'a.onnx',
    'weights/9.onnx',
    'weights/10.onnx',
    'weights/b.safetensors',
    'deep/er/c.onnx',
  ]));

test.each([
  ['classes "$0"', [['names.txt', '', '']]],
  ['classes "$0', [['names.txt', '', '']]],
  ['classes "./na$0me.txt"', [['names.txt', './na', './name.txt']]],
  ['classes "names.txt"$0', []],
  ['# classes "$0"', []],
])('%s', (line, offered) => expect(at(line)).toEqual(offered));

test('other places ask for no files', () => expect(endingsAt('import a from "', 15)).toEqual([]));
