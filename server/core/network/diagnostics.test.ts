import { describe, expect, test } from 'vitest';
import { analyzeText, expectedMarks, foundMarks } from '../../../test/support/annotated.ts';
import { englishLeftIn } from '../../../test/support/chinese.ts';
import { review } from '../review.ts';
import { uselessFixes } from '../../../test/support/fixes.ts';
import { networkCatalogue } from './catalogue.ts';

const OTHERS = {
  'test/other.cnn': 'let width = 8\nblock narrow(out) { conv(out, 1) }\nmodel Other { input(3x8x8)\n relu }\n',
  'test/three.txt': 'cat\r\ndog\n\u00a0bird \n\n',
  'test/round.cnn': 'import f from "net.cnn"\nblock g { relu }\n',
};

/** One fixture a code at the least: the first word says which code it is about. */
const FIXTURES: readonly (readonly [about: string, text: string])[] = [
  ['unknown-name of a layer', 'model M {\n  input(3x8x8)\n  relo -> conv(4, 3)\n# ^^^^ unknown-name\n  relo\n}'],
  [
    'pytorch-layer',
    'model M {\n  input(3x8x8)\n  self.c = nn.Conv2d(3, 4, kernel_size=(3, 3)),\n#          ^^^^^^^^^ pytorch-layer\n}',
  ],
  [
    'pytorch-layer, of which the layers below know',
    'model M {\n  input(3x8x8)\n  nn.Conv2d(3, 4, 3) -> 4x7x7\n# ^^^^^^^^^ pytorch-layer\n#                       ^^^^^ shape-not-as-asserted\n}',
  ],
  ['pytorch-unknown', 'model M {\n  input(3x8x8)\n  nn.Hardtanh(0, 6)\n# ^^^^^^^^^^^ pytorch-unknown\n}'],
  ['unknown-name of a value', 'model M {\n  input(3x8x8)\n  conv(widht, 3)\n#      ^^^^^ unknown-name\n}'],
  ['name-twice', 'model M {\n  input(3x8x8)\n  a = relu\n  a = tanh\n# ^ name-twice\n}'],
  ['path-twice', 'model M {\n  input(3x8x8)\n  "a" = relu\n  "a" = tanh\n#       ^^^^ path-twice\n}'],
  ['definition-twice', 'block f { relu }\nblock f { tanh }\n#     ^ definition-twice'],
  ['tensor-or-layer', 'model M {\n  input(3x8x8)\n  bn = bn\n  bn\n# ^^ tensor-or-layer\n  bn() -> bn\n}'],
  [
    'attribute-as-label',
    'model M {\n  input(3x8x8)\n  a = {\n    height = relu\n#   ^^^^^^ attribute-as-label\n  }\n}',
  ],
  ['label-in-loop', 'model M {\n  input(3x8x8)\n  repeat 2 {\n    a = relu\n#   ^ label-in-loop\n  }\n}'],
  ['label-variable', 'model M {\n  input(3x8x8)\n  a$j = relu\n# ^^^ label-variable\n}'],
  ['no-member', 'model M {\n  input(3x8x8)\n  a = relu\n  conv(a.chanels, 3)\n#        ^^^^^^^ no-member\n}'],
  [
    'in-outside-block',
    'model M {\n  input(3x8x8)\n  conv(in.channels, 3)\n#      ^^ in-outside-block\n  add(in)\n#     ^^ in-outside-block\n}',
  ],
  [
    'what a refusal leaves known',
    'model M {\n  input(3x8x8)\n  conv(6, 9)\n#         ^ kernel-too-large\n  conv(8, 1, groups=4)\n#                   ^ groups-divide\n}',
  ],
  ['nothing-enters', 'model M {\n  conv(4, 3)\n# ^^^^ nothing-enters\n  relu\n}'],
  ['tensor-after-arrow', 'model M {\n  input(3x8x8)\n  a = relu\n  tanh -> a\n#         ^ tensor-after-arrow\n}'],
  [
    'not-a-step',
    'model M {\n  input(3x8x8)\n  a = relu\n  a + 1\n# ^^^^^ arithmetic-on-tensors\n  let k = 3\n  relu -> k\n#         ^ not-a-step\n}',
  ],
  [
    'chain-takes-nothing',
    'block f(act) { act(2) }\n#                  ^ chain-takes-nothing\nmodel M {\n  input(3x8x8)\n  f(act=elu(0.5))\n}',
  ],
  ['model-is-no-step', 'model A {\n  input(3x8x8)\n  relu\n}\nmodel B {\n  input(3x8x8)\n  A\n# ^ model-is-no-step\n}'],
  ['input-in-block', 'block f {\n  input(3x8x8)\n# ^^^^^ input-in-block\n}'],
  ['inputs-need-labels', 'model M {\n  a = input(3x8x8)\n  input(3x8x8)\n# ^^^^^ inputs-need-labels\n  add(a)\n}'],
  ['statement-in-block', 'block f {\n  relu\n  output a\n# ^^^^^^^^ statement-in-block\n}'],
  ['model-parameter-default', 'model M(n) {\n#       ^ model-parameter-default\n  input(3x8x8)\n  conv(n, 3)\n}'],
  ['merge-of-nothing', 'model M {\n  input(3x8x8)\n  add\n# ^^^ merge-of-nothing\n}'],
  ['merge-axis', 'model M {\n  input(3x8x8)\n  concat(relu, tanh, dim=1)\n#                    ^^^^^ merge-axis\n}'],
  ['shape-as-branch', 'model M {\n  input(3x8x8)\n  add(3x8x8, relu, tanh)\n#     ^^^^^ shape-as-branch\n}'],
  [
    'tensor-wanted',
    'model M {\n  input(3x8x8)\n  let k = 3\n  relu = relu\n  output k, relu\n#        ^ tensor-wanted\n}',
  ],
  ['label-path', 'model M {\n  input(3x8x8)\n  "/a" = relu\n# ^^^^ label-path\n}'],
  ['reuse-of-label', 'model M {\n  input(3x8x8)\n  reuse(conv)\n# ^^^^^ reuse-of-label\n}'],
  ['reuse-differs', 'model M {\n  input(3x8x8)\n  a = conv(4, 1)\n  reuse(a)\n# ^^^^^^^^ reuse-differs\n}'],
  ['missing-argument', 'model M {\n  input(3x8x8)\n  conv(4)\n# ^^^^ missing-argument\n}'],
  ['missing-argument of a block', 'block f(n) { conv(n, 1) }\nmodel M {\n  input(3x8x8)\n  f\n# ^ missing-argument\n}'],
  [
    'too-many-arguments',
    'block f(n) { conv(n, 1) }\nmodel M {\n  input(3x8x8)\n  f(4, 5)\n#      ^ too-many-arguments\n}',
  ],
  ['unknown-argument', 'model M {\n  input(3x8x8)\n  conv(4, 3, pading=1)\n#            ^^^^^^ unknown-argument\n}'],
  ['argument-twice', 'model M {\n  input(3x8x8)\n  conv(4, 3, kernel=3)\n#            ^^^^^^^^ argument-twice\n}'],
  [
    'positional-after-named',
    'model M {\n  input(3x8x8)\n  conv(4, kernel=3, 2)\n#                   ^ positional-after-named\n}',
  ],
  [
    'argument-type',
    'block f(k) {\n  conv(4, k)\n#         ^ argument-type\n}\nmodel M {\n  input(3x8x8)\n  f(relu)\n}',
  ],
  ['value-wanted', 'model M {\n  input(3x8x8)\n  conv(4, { relu })\n#         ^^^^^^^^ value-wanted\n}'],
  ['condition-wanted', 'model M {\n  input(3x8x8)\n  if 3 { relu }\n#    ^ condition-wanted\n}'],
  ['whole-number-wanted', 'model M {\n  input(3x8x8)\n  repeat 1.5 { relu }\n#        ^^^ whole-number-wanted\n}'],
  ['list-wanted', 'model M {\n  input(3x8x8)\n  for i in 4 { relu }\n#          ^ list-wanted\n}'],
  [
    'loop-names',
    'model M {\n  input(3x8x8)\n  for c, n in [[4, 2], 3] { conv(c, 1) }\n#             ^^^^^^^^^^^ loop-names\n}',
  ],
  ['negative-count', 'model M {\n  input(3x8x8)\n  repeat 1 - 2 { relu }\n#        ^^^^^ negative-count\n}'],
  [
    'operand',
    'model M {\n  input(3x8x8)\n  conv(-same, 3)\n#       ^^^^ unknown-name\n  conv(-[1], 3)\n#      ^^^^ operand\n}',
  ],
  ['operands', 'let bad = 1 + [2]\n#         ^^^^^^^ operands'],
  [
    'arithmetic-on-tensors',
    'model M {\n  input(3x8x8)\n  a = relu\n  b = tanh\n  a * b\n# ^^^^^ arithmetic-on-tensors\n}',
  ],
  ['function-arguments', 'let bad = sqrt(1, 2)\n#         ^^^^^^^^^^ function-arguments'],
  [
    'number-out-of-range',
    'let bad = 2 ** 60\n#         ^^^^^^^ number-out-of-range\nlet none = 1 / 0\n#          ^^^^^ number-out-of-range',
  ],
  ['let-chain', 'model M {\n  input(3x8x8)\n  let x = conv(4, 3)\n#         ^^^^^^^^^^ let-chain\n}'],
  ['let-circular', 'let a = b + 1\n#   ^ let-circular\nlet b = a + 1'],
  [
    'shape-not-as-asserted',
    'model M {\n  input(3x8x8)\n  conv(4, 3) -> 4x8x_\n#               ^^^^^ shape-not-as-asserted\n}',
  ],
  [
    'shape-wanted',
    'model M {\n  input(3x8x8)\n  [3, same, 8]\n#     ^^^^ unknown-name\n  [3, [8], 8]\n# ^^^^^^^^^^^ shape-wanted\n}',
  ],
  ['unknown-fact', 'model M {\n  input(3x8x8)\n  relu\n  expect size == 3\n#        ^^^^ unknown-fact\n}'],
  [
    'claim-fails',
    'model M {\n  input(3x8x8)\n  conv(4, 3)\n  expect rf >= 5, channels == 4\n#        ^^^^^^^ claim-fails\n  budget params <= 100\n#        ^^^^^^^^^^^^^ claim-fails\n}',
  ],
  ['endless-expansion', 'block f { f }\nmodel M {\n  input(3x8x8)\n  f\n# ^ endless-expansion\n}'],
  [
    'endless-expansion of a list: sixteen of sixteen of sixteen, and those that hold them',
    'let a = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\nlet b = [a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a]\nlet c = [b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b]\n#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ endless-expansion',
  ],
  ['import-missing', 'import a from "nowhere.cnn"\n#             ^^^^^^^^^^^^^ import-missing'],
  ['import-outside', 'import a from "../../there.cnn"\n#             ^^^^^^^^^^^^^^^^^ import-outside'],
  [
    'import-missing, and no second error where its names are used',
    'import a, n, se from "nowhere.cnn"\n#                    ^^^^^^^^^^^^^ import-missing\nmodel M {\n  input(3x8x8)\n  b = relu\n  a\n  conv(n, 3) -> se(1, 2, 3)\n  add(b)\n}',
  ],
  ['import-circular', 'import g from "round.cnn"\n#             ^^^^^^^^^^^ import-circular\nblock f { relu }'],
  ['import-unknown', 'import narow from "other.cnn"\n#      ^^^^^ import-unknown'],
  ['import-model', 'import Other from "other.cnn"\n#      ^^^^^ import-model'],
  [
    'weights-missing',
    'model M {\n  input(3x8x8)\n  relu\n  weights "none.safetensors"\n#         ^^^^^^^^^^^^^^^^^^ weights-missing\n}',
  ],
  [
    'weights-twice',
    'model M {\n  input(3x8x8)\n  relu\n  weights "other.cnn"\n  weights "other.cnn"\n# ^^^^^^^^^^^^^^^^^^^ weights-twice\n}',
  ],
  [
    'classes-missing',
    'model M {\n  input(3x8x8)\n  relu\n  classes "none.txt"\n#         ^^^^^^^^^^ classes-missing\n}',
  ],
  [
    'classes-twice',
    'model M {\n  input(3x8x8)\n  relu\n  classes "three.txt"\n  classes "three.txt"\n# ^^^^^^^^^^^^^^^^^^^ classes-twice\n}',
  ],
  [
    'classes-count',
    'model M {\n  classes "three.txt"\n#         ^^^^^^^^^^^ classes-count\n  input(3x8x8)\n  output a = conv(4, 3)\n  output b = a -> flatten\n}',
  ],
  [
    'classes-count, which one output may have',
    'model M {\n  classes "three.txt"\n  input(3x8x8)\n  relu\n  output a = conv(4, 3)\n  output b = tanh\n}',
  ],
];

describe('each error at its place', () => {
  test.each(FIXTURES)('%s', (_, text) => {
    expect(foundMarks(analyzeText(text, OTHERS))).toEqual(expectedMarks(text));
  });

  test.each(FIXTURES)('%s, without English for a Chinese reader', (_, text) => {
    expect(review(analyzeText(text, OTHERS)).flatMap(englishLeftIn)).toEqual([]);
  });

  test('every code of the catalogue has a fixture', () => {
    const marked = new Set(FIXTURES.flatMap(([, text]) => expectedMarks(text).map(mark => mark.split(' ')[1])));
    expect(Object.keys(networkCatalogue).filter(code => !marked.has(code))).toEqual([]);
  });
});

test('each fix of a fixture leaves fewer errors, and none that is new', () => {
  expect(FIXTURES.flatMap(([, text]) => uselessFixes(text, OTHERS))).toEqual([]);
});

describe('where an error of a block stands', () => {
  const block = 'block f(k) {\n  conv(4, k)\n}\n';
  test.each([
    [
      'in the block, if all uses fail',
      'block f {\n  conv(4, 9)\n#         ^ kernel-too-large\n}\nmodel M {\n  input(3x8x8)\n  f\n}',
    ],
    [
      'at the use, if only some fail',
      `${block}model M {\n  input(3x8x8)\n  f(3) -> f(9)\n#         ^ kernel-too-large\n}`,
    ],
    [
      'at the use, if the block is of another file',
      'import narrow from "other.cnn"\nmodel M {\n  input(3x8x8)\n  narrow(0)\n# ^^^^^^ out-of-range\n}',
    ],
    ['in a block that nothing uses', 'block f {\n  conv(4, 3) -> relo\n#               ^^^^ unknown-name\n}'],
    ['nowhere, for what depends on an unknown', 'block f(k) {\n  conv(in.channels, k) -> if k > 3 { relu } -> bn\n}'],
  ])('%s', (_, text) => {
    expect(foundMarks(analyzeText(text, OTHERS))).toEqual(expectedMarks(text));
  });
});
