import { expect, test } from 'vitest';
import { formattingEdits } from './formatting.ts';

const apply = (text: string): string =>
  formattingEdits(text).reduceRight(
    (all, { span, text: put }) => all.slice(0, span.start) + put + all.slice(span.end),
    text,
  );

test('one edit, no wider than what differs', () => {
  const text = 'model A {\n  input(1x8x8)\n  conv(6,5)\n  relu\n}\n';
  const at = text.indexOf('5)');
  expect(formattingEdits(text)).toEqual([{ span: { start: at, end: at }, text: ' ' }]);
  expect(apply(text)).toBe(text.replace('6,5', '6, 5'));
});

test('a text that is laid out needs none', () => {
  expect(formattingEdits('model A {\n  input(1x8x8)\n}\n')).toEqual([]);
});

test('what is taken out of a run of the same character is taken out once', () => {
  expect(apply('model A {\n      relu\n}\n')).toBe('model A {\n  relu\n}\n');
});
