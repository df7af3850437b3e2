import { expect, test } from 'vitest';
import { ENGLISH } from '../words.ts';
import { cursorBefore } from './fixture.ts';
import { hoverAt } from './hover.ts';

const devices = [{ name: 'Slow', flops: 1e6, bandwidth: 1e6 }];

/** What the hover at a place of `NET` says of something. */
function said(title: string, before: string): string | undefined {
  const { analysis, offset } = cursorBefore(before);
  const rows = ENGLISH(hoverAt(analysis, offset, { devices })?.markdown ?? '').split('\n');
  return rows.find(row => row.startsWith(`| ${title} |`))?.slice(title.length + 5, -2);
}

test.each([
  // 221,184 operations take longer than 30,464 bytes.
  ['what multiplies much', 'conv(16', /^at least 221 ms \([\d.]+ % of the model\), bound by compute$/],
  // 640 operations; 4 · (32 + 330 + 10) bytes.
  ['what moves more', 'linear(', /^at least 1\.49 ms \(< 0\.1 % of the model\), bound by bandwidth$/],
  // Four layers.
  ['a block', 'unit(32) #', /^at least [\d.]+ s \([\d.]+ % of the model\)$/],
  ['a model', 'Net(', /^at least [\d.]+ s$/],
])('the least time of %s', (_, before, expected) => expect(said('On Slow', before)).toMatch(expected));

/** 2 · 4 and 4 · 4 bytes for each of 16,266 parameters; no running statistics. */
test('what training takes', () => {
  expect(said('Training', 'Net(')).toMatch(/^at most 130 KB with SGD, 260 KB with Adam, and [\d.]+ KB a sample$/);
});

test('where no device is named there is no time', () => {
  const { analysis, offset } = cursorBefore('conv(16');
  expect(ENGLISH(hoverAt(analysis, offset)?.markdown ?? '')).not.toContain('at least');
});
