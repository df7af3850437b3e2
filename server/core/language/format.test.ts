import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { format, formattingEdits } from './format.ts';
import { parse } from './parse.ts';
import { dedent, outputsApart, withoutSpans } from './testing.ts';

const folders = ['../../../samples/', '../library/'].map(folder => new URL(folder, import.meta.url));
const networks = folders.flatMap(folder =>
  readdirSync(folder)
    .filter(file => file.endsWith('.cnn'))
    .map(file => ({ file, text: readFileSync(new URL(file, folder), 'utf8') })),
);

const inModel = (lines: string): string => `model M {\n${lines}\n}\n`;

describe('within a line', () => {
  test.each([
    ['conv( 64 ,3 , padding = 1 )->relu', 'conv(64, 3, padding=1) -> relu'],
    ['x=a+b*-c**2-(-3)', 'x = a + b * -c ** 2 - (-3)'],
    ['add(a=x,b = y)', 'add(a = x, b = y)'],
    ['concat(conv(1,k=2),for r in rates{conv(r)})', 'concat(conv(1, k=2), for r in rates { conv(r) })'],
    ['conv( [ 1,2 ], act = leaky_relu ( 0.1 ) )', 'conv([1, 2], act=leaky_relu(0.1))'],
    ['for i in - 1 .. n-1{x$i=relu}', 'for i in -1..n - 1 { x$i = relu }'],
    ['if not(a)and b!=1{ x }else{ y }', 'if not (a) and b != 1 { x } else { y }'],
    ['64×56×_', '64x56x_'],
    ['a;b ;c', 'a; b; c'],
    ['in . channels', 'in.channels'],
    ['repeat 3{}', 'repeat 3 {}'],
    ['output a', 'output a'],
    ['output a, b', 'output a, b'],
    ['output a, b = x -> conv(1, 2), c', 'output a\n  output b = x -> conv(1, 2)\n  output c'],
    ['expect rf>=91,params<=1.2M', 'expect rf >= 91, params <= 1.2M'],
    ['relu# why', 'relu  # why'],
    ['relu # why ', 'relu  # why'],
    ['relu      # aligned', 'relu      # aligned'],
    ['relu(  )      # aligned', 'relu()        # aligned'],
  ])('%s', (text, formatted) => {
    expect(format(inModel(text))).toBe(inModel(`  ${formatted}`));
  });
});

describe('lines', () => {
  test.each([
    ['', ''],
    [' \n\n', ''],
    ['let a = 1', 'let a = 1\n'],
    [
      'let a = 1\nlet b = 2\n\n\nlet c = 3\nblock b { x }\nmodel M { y }',
      'let a = 1\nlet b = 2\n\nlet c = 3\n\nblock b { x }\n\nmodel M { y }\n',
    ],
    ['block b { x } model M { y }', 'block b { x }\n\nmodel M { y }\n'],
    [
      '# file\n\n\n\n# b\n## of b\nblock b { x }\n# M\nmodel M { y }\n\n\n\n# end',
      '# file\n\n# b\n## of b\nblock b { x }\n\n# M\nmodel M { y }\n\n# end\n',
    ],
    ['model M {\n\n\n    relu\n\n\n\n    # why\n    tanh\n\n}', 'model M {\n  relu\n\n  # why\n  tanh\n}\n'],
    ['model M {\nif a {\nx\n}\n\nelse {\ny\n}\n}', 'model M {\n  if a {\n    x\n  } else {\n    y\n  }\n}\n'],
    ['model M {\nif a { x } # why\nelse { y }\n}', 'model M {\n  if a { x }  # why\n  else { y }\n}\n'],
    [
      'model M {\nconv(1)\n-> relu\n-> repeat 2 {\nx\n}\n}',
      'model M {\n  conv(1)\n    -> relu\n    -> repeat 2 {\n      x\n    }\n}\n',
    ],
    ['model M {\nadd({\nx\n}, y,\nz\n+ 1)\n}', 'model M {\n  add({\n    x\n  }, y,\n    z\n      + 1)\n}\n'],
    ['model M {\r\n relu\r\n}\r\n', 'model M {\r\n  relu\r\n}\r\n'],
  ])('%j', (text, formatted) => {
    expect(format(text)).toBe(formatted);
  });
});

describe('more than 100 columns', () => {
  const name = 'x'.repeat(30);

  test.each([
    [
      'the arguments get a line each',
      `f(${name}, ${name}, b=${name}) -> relu`,
      `f(\n    ${name},\n    ${name},\n    b=${name},\n  ) -> relu`,
    ],
    [
      'a list too',
      `let a = [${name}, [1, 2], ${name}, ${name},]`,
      `let a = [\n    ${name},\n    [1, 2],\n    ${name},\n    ${name},\n  ]`,
    ],
    [
      'the widest brackets',
      `f(1) -> g(${name}, ${name}) -> h(1, ${name})`,
      `f(1) -> g(\n    ${name},\n    ${name},\n  ) -> h(1, ${name})`,
    ],
    [
      'what is still too long once more',
      `f(g(${name}, ${name}, ${name}, 1), 1)`,
      `f(\n    g(\n      ${name},\n      ${name},\n      ${name},\n      1,\n    ),\n    1,\n  )`,
    ],
    [
      'a comment follows',
      `f(${name}, ${name}, ${name}, 1)          # why`,
      `f(\n    ${name},\n    ${name},\n    ${name},\n    1,\n  )  # why`,
    ],
    ['groups stay', `if ${name} { f(${name}, ${name}) -> relu }`, `if ${name} { f(${name}, ${name}) -> relu }`],
  ])('%s', (_, text, formatted) => {
    expect(format(inModel(`  ${text}`))).toBe(inModel(`  ${formatted}`));
    expect(format(inModel(`  ${formatted}`))).toBe(inModel(`  ${formatted}`));
  });
});

describe('errors', () => {
  test('their line is left as it is written, but for its margin', () => {
    const text = inModel('     conv( 64  3 )   # why\n     relu( )');
    expect(format(text)).toBe(inModel('  conv( 64  3 )   # why\n  relu()'));
  });

  test('an item whose brackets do not pair is left as it is, other items are not', () => {
    const broken = 'model M {\n    conv( 64,\n    relu( )\n}\n';
    expect(format(`block b {\nrelu( )\n}\n${broken}`)).toBe(`block b {\n  relu()\n}\n${broken}`);
  });
});

describe.each(networks)('$file', ({ text }) => {
  const messy = text
    .split('\n')
    .map(line => (line.includes('#') ? ` ${line}` : `\t${line.replaceAll(', ', ' ,  ').replaceAll(' -> ', '->')}  `))
    .join('\n\n');

  test('is laid out', () => {
    expect(format(text)).toBe(text);
  });

  test('means the same when it is laid out anew', () => {
    const formatted = format(messy);
    expect(parse(messy).diagnostics).toEqual([]);
    expect(withoutSpans(outputsApart(parse(formatted).tree))).toBe(withoutSpans(outputsApart(parse(messy).tree)));
    expect(format(formatted)).toBe(formatted);
  });
});

test('edits of a range leave other lines alone', () => {
  const text = dedent(`
    model M {
        conv( 1 )
        conv( 2 )
        conv( 3 )
    }
  `);
  const start = text.indexOf('conv( 2');
  const edits = formattingEdits(text, { start, end: start + 4 });
  expect(edits.map(({ span, text: put }) => [text.slice(span.start, span.end), put])).toEqual([
    ['\n    ', '\n  '],
    ['conv( 2 )', 'conv(2)'],
  ]);
});
