import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';
import { everyNode } from './testing.ts';
import type { Argument, Expression, Group, Label, Line } from './tree.ts';

/** An expression with all its operations in parentheses; `?` is missing, and `!` follows the name of a broken call. */
function show(node: Expression): string {
  switch (node.kind) {
    case 'chain':
      return node.steps.map(show).join(' -> ');
    case 'call':
      return `${node.callee.text}${node.broken ? '!' : ''}(${node.arguments.map(showArgument).join(', ')})`;
    case 'name':
      return node.text;
    case 'member':
      return `${show(node.object)}.${node.name.text}`;
    case 'group':
      return showGroup(node);
    case 'if': {
      const otherwise = node.otherwise ? ` else ${show(node.otherwise)}` : '';
      return `if ${show(node.condition)} ${show(node.then)}${otherwise}`;
    }
    case 'repeat':
      return `repeat ${show(node.count)} ${show(node.body)}`;
    case 'for': {
      const range = node.to ? `..${show(node.to)}` : '';
      return `for ${node.names.map(show).join(', ')} in ${show(node.from)}${range} ${show(node.body)}`;
    }
    case 'size':
      return `<${node.dimensions.map(dimension => dimension ?? '_').join('x')}>`;
    case 'number':
    case 'boolean':
      return String(node.value);
    case 'text':
      return JSON.stringify(node.value);
    case 'list':
      return `[${node.items.map(show).join(', ')}]`;
    case 'unary':
      return `(${node.operator} ${show(node.operand)})`;
    case 'binary':
      return `(${show(node.left)} ${node.operator} ${show(node.right)})`;
    case 'ternary':
      return `(${show(node.whenTrue)} if ${show(node.condition)} else ${show(node.whenFalse)})`;
    case 'parenthesized':
      return show(node.inner);
    case 'missing':
      return '?';
  }
}

const showLabel = (label: Label | undefined): string =>
  label ? `${label.quoted ? JSON.stringify(label.text) : label.text} = ` : '';
const showArgument = ({ label, value }: Argument): string => showLabel(label) + show(value);
const showGroup = ({ lines }: Group): string => `{${lines.map(showLine).join('; ')}}`;

function showLine(line: Line): string {
  switch (line.kind) {
    case 'line':
      return showLabel(line.label) + show(line.chain);
    case 'let':
      return `let ${line.name.text} = ${show(line.value)}`;
    case 'output':
      return `output ${line.entries.map(({ name, chain }) => (chain ? `${name.text} = ${show(chain)}` : name.text)).join(', ')}`;
    case 'expect':
    case 'budget':
      return `${line.kind} ${line.claims.map(({ fact, operator, value }) => `${fact.text} ${operator} ${show(value)}`).join(', ')}`;
    case 'weights':
    case 'classes':
      return `${line.kind} ${JSON.stringify(line.path.value)}`;
  }
}

function linesOf(text: string): string {
  const [model] = parse(`model M {\n${text}\n}`).tree.items;
  return model?.kind === 'model' ? showGroup(model.body).slice(1, -1) : 'no model';
}

describe('operators bind as in Python', () => {
  test.each([
    ['-2 ** 2', '(- (2 ** 2))'],
    ['2 ** 3 ** 2', '(2 ** (3 ** 2))'],
    ['2 ** -1', '(2 ** (- 1))'],
    ['1 - 2 - 3', '((1 - 2) - 3)'],
    ['1 + 2 * 3 // 4 % 5', '(1 + (((2 * 3) // 4) % 5))'],
    ['-a * b', '((- a) * b)'],
    ['not a == b and c or d', '(((not (a == b)) and c) or d)'],
    ['a if b else c if d else e', '(a if b else (c if d else e))'],
    ['a or b if c and d else e', '((a or b) if (c and d) else e)'],
    ['(a if b else c) + 1', '((a if b else c) + 1)'],
    ['(1 + 2) * 3', '((1 + 2) * 3)'],
    ['a -> b if c else d -> e', 'a -> (b if c else d) -> e'],
    ['x + skip', '(x + skip)'],
    ['a < b == c', '((a < b) == c)'],
  ])('%s', (text, shown) => {
    expect(linesOf(text)).toBe(shown);
  });
});

describe('lines', () => {
  test.each([
    ['relu; tanh;', 'relu; tanh'],
    ['conv(64)\n-> relu\n# note\n\n-> bn', 'conv(64) -> relu -> bn'],
    ['if a { x }\nelse { y }', 'if a {x} else {y}'],
    ['if a { x } else if b { y } else { z }', 'if a {x} else if b {y} else {z}'],
    ['x = conv(\n  64,\n  3,\n)', 'x = conv(64, 3)'],
    ['concat(\n  conv(64)\n  -> relu,\n  if norm { bn })', 'concat(conv(64) -> relu, if norm {bn})'],
    ['(1 +\n 2)', '(1 + 2)'],
    ['add({\n  a\n  b\n})', 'add({a; b})'],
    ['conv\n(64)', 'conv; 64'],
    ['"a.$i.0" = conv(256, 1)', '"a.$i.0" = conv(256, 1)'],
    ['[out, _, 3]', '[out, <_>, 3]'],
    ['64x_ -> _ -> 3', '<64x_> -> <_> -> 3'],
    ['in.channels -> backbone.layer3.conv', 'in.channels -> backbone.layer3.conv'],
    ['for c, n in [[64, 2]] { x }', 'for c, n in [[64, 2]] {x}'],
    ['for i in 1..depth + 1 { x$i = x }', 'for i in 1..(depth + 1) {x$i = x}'],
    ['for n in in.shape { x }', 'for n in in.shape {x}'],
    ['repeat depth - 1 { unit(out) }', 'repeat (depth - 1) {unit(out)}'],
    ['let x = [1, 2]', 'let x = [1, 2]'],
    ['output a, b = x -> conv(1), c,', 'output a, b = x -> conv(1), c'],
    ['expect rf >= 91, params <= 1.2M', 'expect rf >= 91, params <= 1200000'],
    ['budget peak <= 2 * MB', 'budget peak <= (2 * MB)'],
    ['weights "a.safetensors"', 'weights "a.safetensors"'],
    ['classes "a.txt"', 'classes "a.txt"'],
    ['classes -> a', 'classes -> a'],
    ['block = {\n x\n}\nlet = 3; output(3); expect -> relu', 'block = {x}; let = 3; output(3); expect -> relu'],
    ['downsample = if a != 1 { x -> bn }', 'downsample = if (a != 1) {x -> bn}'],
    ['concat(x = a -> b, y = 3)', 'concat(x = a -> b, y = 3)'],
  ])('%s', (text, shown) => {
    const { diagnostics } = parse(`model M {\n${text}\n}`);
    expect(diagnostics).toEqual([]);
    expect(linesOf(text)).toBe(shown);
  });
});

describe('what is wrong leaves the rest as it is', () => {
  test.each([
    ['a = conv(64,\nb = bn', 'a = conv!(64); b = bn'],
    ['a = conv(64, padding=\nb = bn', 'a = conv!(64, padding = ?); b = bn'],
    ['a = \nb = bn', 'a = ?; b = bn'],
    ['a ->\nb', 'a -> ?; b'],
    ['relu;\n-> tanh', 'relu; ? -> tanh'],
    ['conv(64 3)', 'conv!(64, 3)'],
    ['conv(64x, 3)', 'conv!(?, 3)'],
    ['add(conv(64,, 3), x)', 'add(conv!(64, ?, 3), x)'],
    ['add({ conv(3a) }, x)', 'add({conv!(?)}, x)'],
    ['relu tanh', 'relu; tanh'],
    ['x = y = conv(3)', 'x = y; conv(3)'],
    ['if { x }', 'if ? {x}'],
    ['if a or { x }', 'if (a or ?) {x}'],
    ['repeat 3\n{ x }', 'repeat 3 {x}'],
    ['repeat 3\nrelu', 'repeat 3 {}; relu'],
    ['conv(64 if deep)\nif a { x }', 'conv!((64 if deep else ?)); if a {x}'],
    ['f(1 +\n  padding=1)', 'f!((1 + ?), padding = 1)'],
    ['x = in.\ny = in.width', 'x = in.; y = in.width'],
    ['conv(64, (1, 7), bias=True)(y)', 'conv!(64, [1, 7], bias = true)'],
    ['nn.relu(64) -> relu', 'relu!(64) -> relu'],
    ['else { x }', '{x}'],
    ['block f { x }\ny', 'y'],
    ['output x -> conv(3)', 'output  = x -> conv(3)'],
    ['let x', 'let x = ?'],
    ['expect rf', 'expect rf == ?'],
    [',\n)\nx', '?; ?; x'],
  ])('%s', (text, shown) => {
    expect(linesOf(text)).toBe(shown);
    expect(parse(`model M {\n${text}\n}`).diagnostics.length).toBeGreaterThan(0);
  });
});

test('items', () => {
  const { tree, diagnostics } = parse(
    'import a as b, from, c, from "x.cnn"\nlet r = [6, 12]\nblock f(out, act=relu -> bn,) { x }\nmodel M { f(3) }\n',
  );
  expect(diagnostics).toEqual([]);
  expect(tree.items).toMatchObject([
    {
      kind: 'import',
      names: [{ name: { text: 'a' }, alias: { text: 'b' } }, { name: { text: 'from' } }, { name: { text: 'c' } }],
      from: { value: 'x.cnn' },
    },
    { kind: 'let', name: { text: 'r' } },
    { kind: 'block', name: { text: 'f' }, parameters: [{ name: { text: 'out' } }, { default: { kind: 'chain' } }] },
    { kind: 'model', name: { text: 'M' }, parameters: [] },
  ]);
});

test('a header whose word is not yet written keeps its body', () => {
  const { tree, diagnostics } = parse('mod\n  conv(3)\n  relu\n}\nblock b { relu }\n');
  expect(diagnostics).toHaveLength(1);
  expect(tree.items).toMatchObject([{ body: { lines: [{}, {}] } }, { name: { text: 'b' } }]);
});

describe('depth has a limit', () => {
  const inModel = (text: string): string => `model M {\n  ${text}\n}\n`;
  const times = (count: number, text: string): string => text.repeat(count);

  test.each([
    ['parentheses', `${times(10_000, '(')}1${times(10_000, ')')}`],
    ['lists', `${times(10_000, '[')}1${times(10_000, ']')}`],
    ['calls', `${times(10_000, 'f(')}1${times(10_000, ')')}`],
    ['groups', `${times(10_000, '{ ')}relu${times(10_000, ' }')}`],
    ['unary minuses', `${times(10_000, '-')}1`],
    ['powers', `${times(10_000, '2 ** ')}1`],
    ['sums', `${times(10_000, '2 + ')}1`],
    ['ternaries', `${times(10_000, 'a if b else ')}c`],
    ['else ifs', `${times(10_000, 'if a { x } else ')}{ y }`],
    ['members', `a${times(10_000, '.b')}`],
    ['sums in parentheses', times(100, '(').concat('1', times(100, `${times(100, ' + 1')})`))],
  ])('%s', (_, text) => {
    const { diagnostics, tree } = parse(inModel(text));
    expect(diagnostics.map(({ code }) => code)).toEqual(['nesting-too-deep']);
    expect(everyNode(tree).length).toBeLessThan(100_000);
  });

  test('of a chain has none', () => {
    expect(parse(inModel(times(50_000, 'relu -> ').concat('relu'))).diagnostics).toEqual([]);
  });

  test('open brackets at the end of the file are one error', () => {
    expect(parse(times(10_000, '{ (')).diagnostics).toHaveLength(1);
    expect(parse('model M {\n  add({ conv(64').diagnostics.map(({ code }) => code)).toEqual(['unclosed-bracket']);
    expect(parse('model M {\n  add({ conv(3a').diagnostics.map(({ code }) => code)).toEqual(['malformed-number']);
  });
});
