import { describe, expect, test } from 'vitest';
import { analyzeText } from '../../../test/support/annotated.ts';
import type { Analysis } from '../analyze.ts';
import { ENGLISH } from '../words.ts';

/** Each layer of the last model: `path operation shape`, and the layers it reads where that is not the one above. */
function layersOf(text: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  const analysis = analyzeText(text, others);
  expect(errorsOf(analysis)).toEqual([]);
  const layers = analysis.models.at(-1)?.network.layers ?? [];
  return layers.map(({ id, path, operation, output, inputs }) => {
    const reads = inputs.length === 1 && inputs[0] === id - 1 ? [] : inputs.map(input => layers[input]?.path);
    return [path, operation.name, output?.join('x'), ...(reads.length > 0 ? [`<- ${reads.join(' ')}`] : [])].join(' ');
  });
}

const errorsOf = ({ problems }: Analysis): readonly string[] =>
  problems.flatMap(({ severity, message }) => (severity === 'error' ? ENGLISH(message) : []));

const model = (body: string): string => `model M {\n  input(4x8x8)\n${body}\n}`;

describe('paths are PyTorch’s', () => {
  test.each([
    ['an unlabelled call by its place', 'relu -> conv(8, 1)\ntanh', ['0 relu', '1 conv', '2 tanh']],
    ['a label names one call', 'c = conv(8, 1)\nrelu', ['c conv', '1 relu']],
    ['a label on more opens a level', 'd = conv(8, 1) -> bn\nrelu', ['d.0 conv', 'd.1 bn', '0 relu']],
    ['a shape in a chain does not count', 'd = conv(8, 1) -> 8x8x8', ['d conv']],
    ['a starting tensor does not count', 'a = relu\nb = a -> conv(8, 1)', ['a relu', 'b conv']],
    ['groups and branches open no level', 'add({\n conv(4, 1)\n bn\n}, tanh)', ['0 conv', '1 bn', '2 tanh', '3 add']],
    ['a labelled merge opens one', 'm = add(conv(4, 1))', ['m.0 conv', 'm add']],
    [
      'a labelled branch opens one',
      'add(relu, down = conv(4, 1) -> bn)',
      ['0 relu', 'down.0 conv', 'down.1 bn', '1 add'],
    ],
    ['numbers go into names', 'for i in 1..3 { c$i = relu }', ['c1 relu', 'c2 relu']],
    ['a quoted label is only a path', '"fpn.0-x" = relu', ['fpn.0-x relu']],
    ['reserved line words are labels', 'block = relu', ['block relu']],
  ])('%s', (_, body, expected) => {
    const found = layersOf(model(body)).map(line => line.split(' ').slice(0, 2).join(' '));
    expect(found).toEqual(['input input', ...expected]);
  });

  test('a block call is a level, named by its label or place', () => {
    const text = `block unit(out) {\n  c = conv(out, 1)\n  relu\n}\n${model('first = unit(8)\nunit(16)')}`;
    expect(layersOf(text)).toEqual([
      'input input 4x8x8',
      'first.c conv 8x8x8',
      'first.1 relu 8x8x8',
      '1.c conv 16x8x8',
      '1.1 relu 16x8x8',
    ]);
  });
});

describe('the current tensor', () => {
  test.each([
    ['one merge argument joins the entering tensor, first', 'a = relu\ntanh -> concat(a)', '2 concat 8x8x8 <- 1 a'],
    ['several arguments do not', 'a = relu\ntanh -> concat(a, elu)', '3 concat 8x8x8 <- a 2'],
    ['the order can be turned round', 'a = relu\ntanh -> concat(a, identity)', '3 concat 8x8x8 <- a 2'],
    ['a for gives a branch a turn', 'concat(for k in [1, 3] { conv(2, k, padding=k // 2) })', '2 concat 4x8x8 <- 0 1'],
    ['a branch may start elsewhere', 'a = relu\ntanh -> add(a -> elu, identity)', '4 add 4x8x8 <- 2 3'],
    ['an untaken if is identity', 'relu -> if 1 > 2 { tanh } -> elu', '1 elu 4x8x8'],
    ['else if', 'if 1 > 2 { relu } else if 2 > 1 { tanh } else { elu }', '0 tanh 4x8x8'],
    ['a loop goes on from the turn before', 'for c in [5, 6] { conv(c, 1) }', '1 conv 6x8x8'],
    ['repeat 0 is identity', 'repeat 0 { relu }\ntanh', '0 tanh 4x8x8'],
    ['sizes are asked of tensors', 'a = maxpool(2)\nconv(a.channels * 2, 1)', '1 conv 8x4x4'],
    ['upsample takes another tensor’s size', 'a = relu\nmaxpool(2) -> upsample(like=a)', '2 upsample 4x8x8'],
  ])('%s', (_, body, last) => {
    expect(layersOf(model(body)).at(-1)).toBe(last);
  });
});

describe('parameters of blocks', () => {
  test.each([
    ['a value', 'block f(n=2) { conv(n * in.channels, 1) }', 'f', '0.0 conv 8x8x8'],
    ['a default from in and those before', 'block f(n=in.channels, m=n + 1) { conv(m, 1) }', 'f', '0.0 conv 5x8x8'],
    ['a layer', 'block f(act) { act }', 'f(tanh)', '0.0 tanh 4x8x8'],
    ['a block', 'block g(n) { conv(n, 1) }\nblock f(unit, n) { unit(n) }', 'f(g, 6)', '0.0.0 conv 6x8x8'],
    ['a chain, applied where it stands', 'block f(act) { relu -> act }', 'f(elu(0.5) -> conv(3, 1))', '0.2 conv 3x8x8'],
    ['a tensor', 'block f(skip) { conv(2, 1) -> concat(skip) }', 'a = relu\nf(a)', '1.1 concat 6x8x8 <- 1.0 a'],
    [
      'a tensor made at the call',
      'block f(skip) { concat(skip) }',
      'a = relu\ntanh -> f(a -> conv(2, 1))',
      '3.0 concat 6x8x8 <- 1 2',
    ],
    ['in is the block’s, at any depth', 'block f { conv(4, 1) -> { add(in) } }', 'relu -> f', '1.1 add 4x8x8 <- 1.0 0'],
    [
      'a word to pass on',
      'block f(mode=nearest) { upsample(2, mode=mode) }',
      'f(mode=bilinear)',
      '0.0 upsample 4x16x16',
    ],
  ])('%s', (_, blocks, body, last) => {
    expect(layersOf(`${blocks}\n${model(body)}`).at(-1)).toBe(last);
  });
});

test('a dot reaches into a level', () => {
  const text = `block trunk {\n  c1 = conv(8, 1)\n  c2 = conv(16, 1)\n}\n${model('body = trunk\nbody.c1 -> relu')}`;
  expect(layersOf(text).at(-1)).toBe('1 relu 8x8x8 <- body.c1');
});

test('imports bring blocks and lets of other files', () => {
  const text = `import unit as u, width from "parts.cnn"\n${model('u(width)')}`;
  const parts = { 'test/parts.cnn': 'let width = 12\nblock unit(n) { conv(n, 1) }\n' };
  expect(layersOf(text, parts).at(-1)).toBe('0.0 conv 12x8x8');
});

test('reuse has paths of its own and the weights of the label', () => {
  const analysis = analyzeText(model('head = conv(4, 3, padding=1) -> bn\nagain = reuse(head)'));
  const { models } = analysis;
  expect(errorsOf(analysis)).toEqual([]);
  const [found] = models;
  expect(found?.network.layers.map(({ path, weightsPath }) => [path, weightsPath])).toEqual([
    ['input', 'input'],
    ['head.0', 'head.0'],
    ['head.1', 'head.1'],
    ['again.0', 'head.0'],
    ['again.1', 'head.1'],
  ]);
  // 4·4·3·3 + 4 of the convolution, 2·4 of the normalisation, once.
  expect(found?.totals.params).toBe(156);
});

test('outputs: as declared, else the last chain', () => {
  const declared = analyzeText(model('a = relu\noutput heat = conv(1, 1), a\noutput size = conv(2, 1)'));
  expect(declared.models[0]?.network.outputs.map(({ name }) => name)).toEqual(['heat', 'a', 'size']);
  const layers = declared.models[0]?.network.layers ?? [];
  expect(layers.filter(({ operation }) => operation.name === 'conv').map(({ inputs }) => inputs)).toEqual([[1], [1]]);
  expect(analyzeText(model('fc = relu')).models[0]?.network.outputs).toEqual([{ name: 'fc', layer: 1 }]);
  expect(analyzeText(model('relu')).models[0]?.network.outputs).toEqual([{ name: 'output', layer: 1 }]);
});

describe('an incomplete network has no totals', () => {
  test.each([
    ['an unknown layer', 'relo\nconv(2, 1)'],
    ['a half-typed line', 'conv(2,\nrelu'],
    ['an endless expansion', 'repeat 1000000000 { }'],
    ['a wrong argument', 'conv(4, 1, pading=1)'],
  ])('%s', (_, body) => {
    const [found] = analyzeText(model(body)).models;
    expect(found?.totals).toEqual({
      params: Number.NaN,
      buffers: Number.NaN,
      macs: Number.NaN,
      activationBytes: Number.NaN,
      peakActivationBytes: Number.NaN,
    });
  });

  test('a claim that fails leaves nothing out', () => {
    const [found] = analyzeText(model('conv(2, 1) -> 3x8x8\nexpect rf >= 9')).models;
    // 4·2 weights and 2 biases.
    expect(found?.totals.params).toBe(10);
  });
});
