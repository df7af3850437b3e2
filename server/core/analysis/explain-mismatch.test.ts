import { describe, expect, test } from 'vitest';
import { analyzeText } from '../../../test/support/annotated.ts';
import { englishLeftIn } from '../../../test/support/chinese.ts';
import { sampleHost } from '../../../test/support/samples.ts';
import { analyze, parseSetting } from '../analyze.ts';
import { hasErrors } from '../diagnostics.ts';
import { applyEdits } from '../edits.ts';
import { review } from '../review.ts';
import { ENGLISH } from '../words.ts';

/** Two halvings on the way down, kept as `a` and `b`. */
const DOWN = 'a = conv(4, 3, padding=1)\nmaxpool(2)\nb = conv(4, 3, padding=1)\nmaxpool(2)';
const UP_BLOCK = 'block up(skip) {\n  conv_transpose(4, 2, stride=2)\n  concat(skip, identity)\n}\n';
const model = (...lines: readonly string[]): string => `model M {\n${lines.join('\n')}\n}\n`;

interface Case {
  readonly text: string;
  /** The end of the message, after what differs. */
  readonly sizes: string;
  /** `place: message` of each related place. */
  readonly related: readonly string[];
  readonly fixes: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  // 10 → 5 → 2 → 4, and 14 → 7 → 3 → 6. Cropped to 4×6, `b` would make 8×12 of the 10×14 that `a` is: no offer.
  'a U-Net at a size that halves to odd ones': {
    text: model('input(3x10x14)', DOWN, 'conv_transpose(4, 2, stride=2)', 'concat(b)', 'upsample(2)', 'concat(a)'),
    sizes: 'Input sizes that work: height and width multiples of 4, at least 4.',
    related: [
      'conv: Both sides come from here, where the height is 5.',
      'maxpool: The stride 2 of 3 does not divide the height 5, which becomes 2: 2 · 2 = 4.',
      'conv_transpose: Tensor 1, 4×4×6, is made here.',
      'conv: Tensor 2, 4×5×7, is made here.',
    ],
    fixes: [
      'Make the input 3×8×12',
      'Make the input 3×12×16',
      'Give conv_transpose output_padding=1',
      'Resize 4×4×6 to b',
      'Pad 4×4×6 with zeros at the end',
    ],
  },
  // The block is right in its other use, so the error stands at this one, and only the input can be mended here.
  'in a block that is used twice': {
    text: UP_BLOCK + model('input(3x10x8)', DOWN, 'up(b)', 'up(a)'),
    sizes: 'Input sizes that work: height and width multiples of 4, at least 4.',
    related: [
      'concat: Here, in up.',
      'conv: Both sides come from here, where the height is 5.',
      'maxpool: The stride 2 of 3 does not divide the height 5, which becomes 2: 2 · 2 = 4.',
      'conv: Tensor 1, 4×5×4, is made here.',
      'identity: Tensor 2, 4×4×4, is made here.',
    ],
    fixes: ['Make the input 3×8×8', 'Make the input 3×12×8'],
  },
  'a size that is a parameter': {
    text: 'model M(size=10) {\ninput([3, size, size])\na = relu\nmaxpool(4) -> upsample(4)\nadd(a, identity)\n}\n',
    sizes: 'Input sizes that work: height and width multiples of 4, at least 4.',
    related: [
      'relu: Both sides come from here, where the height is 10.',
      'maxpool: The stride 4 of 1 does not divide the height 10, which becomes 2: 4 · 2 = 8.',
      'relu: Tensor 1, 3×10×10, is made here.',
      'identity: Tensor 2, 3×8×8, is made here.',
    ],
    fixes: [
      'Make the input 3×8×8',
      'Make the input 3×12×12',
      'Resize 3×8×8 to a',
      'Pad 3×8×8 with zeros at the end',
      'Crop 3×10×10 to its middle',
    ],
  },
  // Darknet's cfg of ResNet-18 adds so; nothing rounds. ⌈n/2⌉ and n are equal for 1 alone.
  'a strided branch beside its input': {
    text: model('input(4x8x8)', 'add(conv(4, 3, stride=2, padding=1))'),
    sizes: 'Input sizes that work: height and width only 1.',
    related: [
      'input: Both sides come from here, where the height is 8.',
      'conv: Here 0 makes the height 8 to 4.',
      'input: Tensor 1, 4×8×8, is made here.',
      'conv: Tensor 2, 4×4×4, is made here.',
    ],
    fixes: ['Pad 4×4×4 with zeros at the end'],
  },
  'a convolution without padding': {
    text: model('input(4x8)', 'x = relu', 'conv(4, 3) -> conv(4, 3)', 'sub(x, identity)'),
    sizes: '',
    related: [
      'relu: Both sides come from here, where the length is 8.',
      'conv: Here 1 makes the length 8 to 6.',
      'relu: Tensor 1, 4×8, is made here.',
      'identity: Tensor 2, 4×4, is made here.',
    ],
    fixes: ['Resize 4×4 to x', 'Pad 4×4 with zeros at the end', 'Crop 4×8 to its middle'],
  },
  // A kernel of 3 takes 2: from the height of one, and from the width of the other.
  'one larger in height, the other in width': {
    text: model('input(4x8x8)', 'x = relu', 'a = conv(4, 3x1)', 'x -> conv(4, 1x3)', 'add(a, identity)'),
    sizes: '',
    related: [
      'relu: Both sides come from here, where the height is 8.',
      'conv: Here a makes the height 8 to 6.',
      'conv: Tensor 1, 4×6×8, is made here.',
      'identity: Tensor 2, 4×8×6, is made here.',
    ],
    fixes: ['Resize 4×8×6 to a', 'Pad and crop 4×6×8 to 4×8×6'],
  },
};

describe.each(Object.entries(cases))('%s', (_case, { text, sizes, related, fixes }) => {
  const [mismatch, ...others] = review(analyzeText(text)).filter(({ severity }) => severity === 'error');

  test('is one error that says which sizes work', () => {
    expect(others).toEqual([]);
    expect(
      ENGLISH(mismatch?.message ?? '')
        .split('; ')[1]
        ?.split('. ')
        .slice(1)
        .join('. '),
    ).toBe(sizes);
  });

  test('leaves a Chinese reader no English', () => {
    expect(mismatch && englishLeftIn(mismatch)).toEqual([]);
  });

  test('leads back to where the sides part', () => {
    expect(
      mismatch?.related.map(({ span, message }) => `${text.slice(span.start, span.end)}: ${ENGLISH(message)}`),
    ).toEqual(related);
  });

  test('offers what mends it', () => {
    expect(mismatch?.fixes.map(({ title }) => ENGLISH(title))).toEqual(fixes);
  });

  const changes = (mismatch?.fixes ?? []).map(({ title, edits }) => [ENGLISH(title), edits] as const);
  test.each(changes)('%s leaves no error', (_, edits) => {
    expect(hasErrors(analyzeText(applyEdits(text, edits)).problems)).toBe(false);
  });
});

/** 100 → 50 → 25 → 12 → 6, and back: 12, 24. Five uses of the same blocks, one of which fails. */
test('the U-Net of the samples at 100×100', () => {
  const size = parseSetting('100');
  const diagnostics = review(analyze('unet.cnn', sampleHost, new Map(size ? [['size', size]] : [])));
  expect(diagnostics.map(({ message }) => ENGLISH(message))).toEqual([
    'concat joins channels and needs equal sizes: tensor 1 is 256×25×25, tensor 2 is 256×24×24; the height differs, 25 and ' +
      '24. Input sizes that work: height and width multiples of 16, at least 16.',
  ]);
  expect(diagnostics[0]?.related.map(({ message }) => ENGLISH(message))).toContain(
    'The stride 2 of down3.maxpool_conv.0 does not divide the height 25, which becomes 12: 2 · 12 = 24.',
  );
});
