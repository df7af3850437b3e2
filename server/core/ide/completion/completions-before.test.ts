/** What is offered by an earlier analysis is what a new one would offer. */
import { assert, constantFrom, nat, property } from 'fast-check';
import { expect, test } from 'vitest';
import { sampleHost, sampleHostWith, sampleText } from '../../../../test/support/samples.ts';
import { analyze } from '../../analyze.ts';
import { ENGLISH, type Text } from '../../words.ts';
import { fixture } from '../fixture.ts';
import { completions, completionsBefore, type Completion } from './completion.ts';

const said = (found: readonly Completion[]): string =>
  JSON.stringify(found, (_, value: unknown) => (isText(value) ? ENGLISH(value) : value));

const isText = (value: unknown): value is Text =>
  typeof value === 'function' || (typeof value === 'object' && value !== null && 'english' in value);

const share = nat(1000).map(thousandths => thousandths / 1000);
const typed = constantFrom('c', 'conv', 'relu -> ', '-> m', 'add(c', 'x = g', '{ r', ') -> b', '');

test.each(['lenet.cnn', 'tutorial.cnn', 'unet.cnn', 'zoo/alexnet.cnn'])('%s', file => {
  const text = sampleText(file);
  const earlier = analyze(file, sampleHost);
  assert(
    property(share, share, typed, typed, (at, pause, piece, rest) => {
      const start = Math.floor(at * text.length);
      // What is typed behind the cursor, on its line, is new as well.
      const lineEnd = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start);
      const later = start + Math.floor(pause * (lineEnd - start));
      const now = text.slice(0, start) + piece + text.slice(start, later) + rest + text.slice(later);
      const offset = start + piece.length;
      const found = completionsBefore(earlier, now, offset);
      if (!found) return;
      const fresh = analyze(file, sampleHostWith(file, now));
      expect(said(found)).toBe(said(completions(fresh, offset)));
    }),
    { numRuns: Number(process.env['RUNS'] ?? 60) },
  );
});

const NET = 'model A {\n  input(1x8x8)\n  a = conv(4, 3)\n  repeat 2 {\n    bn\n  }\n}\n';

/** What is behind the cursor counts where it comes round again. */
test.each([
  ['conv(4', 'con|v(5', true],
  ['conv(4, 3)', 'rel|(4, 3)', true],
  ['conv(4', 'conv(5, padding=1) -> con|v(4', false],
  ['    bn', '    rel|u', false],
])('%s becomes %s', (old, marked, isKnown) => {
  const text = NET.replace(old, marked);
  const { analysis } = fixture(NET);
  expect(completionsBefore(analysis, text.replace('|', ''), text.indexOf('|')) !== undefined).toBe(isKnown);
});
