/** What the tests of this folder share: a text with `$0` where the cursor is, analysed. */
import { analyze, type Analysis } from '../analyze.ts';

export interface Fixture {
  readonly analysis: Analysis;
  /** Of the `$0`; -1 where there is none. */
  readonly offset: number;
}

/** `others` are the texts of the files beside it, by name. */
export function fixture(marked: string, others: Readonly<Record<string, string>> = {}): Fixture {
  const text = marked.replace('$0', '');
  const files: Readonly<Record<string, string>> = { ...others, 'net.cnn': text };
  const analysis = analyze('net.cnn', {
    read: file => {
      const found = files[file];
      return found === undefined ? { problem: 'missing' } : { text: found };
    },
    exists: file => file in files,
  });
  return { analysis, offset: marked.indexOf('$0') };
}

/**
 * A net with a block that is used twice.
 *
 * | line       | parameters              |      | output   | RF             | MACs                          |
 * | ---------- | ----------------------- | ---- | -------- | -------------- | ----------------------------- |
 * | conv1      | 16·3·3·3 + 16           | 448  | 16×16×16 | 3              | 432 · 16·16 = 110,592         |
 * | unit, 3×3  | 32·16·3·3 + 32          | 4640 | 32×16×16 | 3 + 2·2 = 7    | 4608 · 256 = 1,179,648        |
 * | unit, skip | 32·16 + 32              | 544  | 32×16×16 | 3              | 512 · 256 = 131,072           |
 * | unit, 3×3  | 32·32·3·3 + 32          | 9248 | 32×16×16 | 7 + 2·2 = 11   | 9216 · 256 = 2,359,296        |
 * | unit, skip | 32·32 + 32              | 1056 | 32×16×16 | 7              | 1024 · 256 = 262,144          |
 * | fc         | 10·32 + 10              | 330  | 10       | the whole      | 320                           |
 *
 * In all 16,266 parameters and 4,043,072 MACs.
 */
export const NET = `## Sees little, costs less.
model Net(classes=10) {
  input(3x32x32)
  conv1 = conv(16, 3, stride=2, padding=1)
  relu
  unit(32)
  unit(32) # again
  global_avgpool -> flatten
  fc = linear(classes)
}

## Adds what it sees.
block unit(out, size=3) {
  add(
    conv(out, size, padding=same),
    skip = conv(out, 1),
  )
  relu
}
`;

/** `NET` with the cursor before `text`, which must occur in it. */
export function cursorBefore(text: string): Fixture {
  const offset = NET.indexOf(text);
  if (offset < 0) throw new Error(`The net has no ${text}.`);
  return fixture(`${NET.slice(0, offset)}$0${NET.slice(offset)}`);
}
