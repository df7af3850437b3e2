import { expect, test } from 'vitest';
import { cursorAt } from './cursor.ts';

const at = (fixture: string) => cursorAt(fixture.replace('$0', ''), fixture.indexOf('$0'));

test.each<[string, object]>([
  ['$0', { kind: 'file' }],
  ['mo$0', { kind: 'file' }],
  ['model A {\n}\n\nbl$0', { kind: 'file' }],
  ['let n = $0', { kind: 'value' }],
  ['model A(classes$0) {', { kind: 'none' }],
  ['block b(out=$0', { kind: 'value' }],
  ['model A {\n  $0\n}', { kind: 'line' }],
  ['model A {\n  relu\n  co$0', { kind: 'line' }],
  ['model A {\n  relu; co$0', { kind: 'line' }],
  ['model A {\n  relu -> $0', { kind: 'step' }],
  ['model A {\n  relu\n    -> co$0', { kind: 'step' }],
  ['model A {\n  c1 = co$0', { kind: 'chain' }],
  ['model A {\n  "c.1" = co$0', { kind: 'chain' }],
  ['model A {\n  output a, b = $0', { kind: 'chain' }],
  ['model A {\n  let n = $0', { kind: 'value' }],
  ['model A {\n  relu re$0', { kind: 'none' }],
  ['model A {\n  expect $0', { kind: 'fact', statement: 'expect' }],
  ['model A {\n  budget params <= 1M, m$0', { kind: 'fact', statement: 'budget' }],
  ['model A {\n  expect rf >= $0', { kind: 'value' }],
  ['model A {\n  if $0', { kind: 'value' }],
  ['model A {\n  if n == 2 { $0', { kind: 'line' }],
  ['model A {\n  if n == 2 {\n    relu\n  }\n  $0', { kind: 'line' }],
  ['model A {\n  for i in $0', { kind: 'value' }],
  ['model A {\n  for i in 0..$0', { kind: 'value' }],
  ['model A {\n  conv($0', { kind: 'argument' }],
  ['model A {\n  conv($0)\n}', { kind: 'argument' }],
  ['model A {\n  conv(64, pa$0)', { kind: 'argument' }],
  ['model A {\n  conv(64, padding=$0)', { kind: 'argument', parameter: 'padding' }],
  ['model A {\n  conv(64, padding=sa$0)', { kind: 'argument', parameter: 'padding' }],
  ['model A {\n  conv(64 * $0)', { kind: 'value' }],
  ['model A {\n  conv(64 $0)', { kind: 'none' }],
  ['model A {\n  conv(64, [$0', { kind: 'value' }],
  ['model A {\n  add(relu -> $0)', { kind: 'step' }],
  ['model A {\n  add(\n    $0\n  )', { kind: 'argument' }],
  ['model A {\n  add({\n    $0', { kind: 'line' }],
  ['block b {\n  if in.$0', { kind: 'member', object: 'in' }],
  ['block b {\n  if in.ch$0', { kind: 'member', object: 'in' }],
  ['model A {\n  conv(64x$0', { kind: 'none' }],
  ['model A {\n  relu # co$0', { kind: 'none' }],
  ['model A {\n  relu # conv(\n  $0', { kind: 'line' }],
  ['import a from "fi$0', { kind: 'none' }],
  ['model A {\n  "a(" = $0', { kind: 'chain' }],
  // An open parenthesis ends where the indentation goes back to its line.
  ['model A {\n  conv(64,\n  re$0', { kind: 'line' }],
  ['model A {\n  add(conv(\n  re$0', { kind: 'line' }],
])('%j', (fixture, place) => expect(at(fixture).place).toEqual(place));

test.each<[string, object | undefined]>([
  ['conv($0', { callee: 'conv', parenthesis: 4, index: 0, named: [] }],
  ['conv(64, 3, $0', { callee: 'conv', parenthesis: 4, index: 2, named: [] }],
  ['conv(64, stride=2, pad$0', { callee: 'conv', parenthesis: 4, index: 2, named: ['stride'] }],
  ['conv(64, stride=$0', { callee: 'conv', parenthesis: 4, index: 1, named: [], parameter: 'stride' }],
  ['conv(64, [1, $0', { callee: 'conv', parenthesis: 4, index: 1, named: [] }],
  ['conv(max(1, $0', { callee: 'max', parenthesis: 8, index: 1, named: [] }],
  ['conv(max(1, 2), $0', { callee: 'conv', parenthesis: 4, index: 1, named: [] }],
  ['add({ $0', undefined],
  ['block b(o$0', undefined],
])('the call around %j', (fixture, call) => expect(at(fixture).call).toEqual(call));

test('the word at the cursor is what a suggestion replaces', () => {
  expect(at('model A {\n  c1 = max$0').wordStart).toBe('model A {\n  c1 = '.length);
});

test('a text of a million characters is read in one pass', () => {
  const long = 'a'.repeat(999_000);
  expect(at(`model A {\n  ${long}($0`).call?.callee).toBe(long);
  expect(at(`model A {\n  ${'a '.repeat(499_000)}$0`).place).toEqual({ kind: 'none' });
});
