import { assert, constantFrom, nat, property } from 'fast-check';
import { expect, test } from 'vitest';
import { sampleHostWith, sampleText } from '../../../../test/support/samples.ts';
import { analyze } from '../../analyze.ts';
import { cursorAt } from '../cursor.ts';
import { lineStartAbove } from './line-start.ts';

const typed = constantFrom(
  '',
  'c',
  'add(',
  '\n  -> ',
  ', ',
  '{ ',
  '(',
  '}',
  'x = ',
  '# ',
  '"',
  ';',
  '\n',
  '\n    conv(8,\n',
);

/** The cursor is where it is when all of the text is read. */
test.each(['tutorial.cnn', 'unet.cnn', 'zoo/alexnet.cnn', 'resnet.cnn'])('%s', file => {
  const before = sampleText(file);
  assert(
    property(nat(before.length), typed, nat(2), (at, piece, behind) => {
      const text = before.slice(0, at) + piece + before.slice(at);
      const analysis = analyze(file, sampleHostWith(file, text));
      const offset = Math.min(text.length, at + piece.length + behind);
      expect(cursorAt(text, offset, lineStartAbove(analysis, text, offset))).toEqual(cursorAt(text, offset));
    }),
    { numRuns: Number(process.env['RUNS'] ?? 60) },
  );
});
