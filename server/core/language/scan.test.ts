import { describe, expect, test } from 'vitest';
import { numberValue, sizeDimensions, textValue } from './literals.ts';
import { scan } from './scan.ts';

const kindsOf = (text: string): string =>
  scan(text)
    .tokens.map(
      ({ kind, text: written, flawed }) => `${flawed ? '!' : ''}${kind === written ? '' : `${kind}:`}${written}`,
    )
    .join(' ');

describe('scan', () => {
  test.each([
    ['conv(64, 3)', 'name:conv ( number:64 , number:3 )'],
    ['a->b..c', 'name:a -> name:b .. name:c'],
    ['a == b = c', 'name:a == name:b = name:c'],
    ['2**-1//3', 'number:2 ** - number:1 // number:3'],
    ['if else in not', 'if else in not'],
    ['iff inn', 'name:iff name:inn'],
    ['64x56x56 64x_x_ _ _x3 0x3', 'size:64x56x56 size:64x_x_ size:_ size:_x3 size:0x3'],
    ['64×56', 'size:64×56'],
    ['x1 branch3x3', 'name:x1 name:branch3x3'],
    ['1..7 1 ..7', 'number:1 .. number:7 number:1 .. number:7'],
    ['1.5 1e-6 2E+3 1.2M 2KiB', 'number:1.5 number:1e-6 number:2E+3 number:1.2M number:2KiB'],
    ['1e-x', '!bad:1e - name:x'],
    ['skip$i layer$i$j', 'name:skip$i name:layer$i$j'],
    ['größe 数 ка2_я', 'name:größe name:数 name:ка2_я'],
    ['in.channels', 'in . name:channels'],
    ['features.3', 'name:features . number:3'],
    ['"a \\" b" "c\\\\" x', 'text:"a \\" b" text:"c\\\\" name:x'],
    ['a # b "c', 'name:a'],
    ['64x 3a .5 1. 1.2.3 _a $ x$', '!bad:64x !bad:3a !bad:.5 !bad:1. !bad:1.2.3 !bad:_a !name:$ !name:x$'],
    ['"open )', '!text:"open )'],
    ["'same'", "!text:'same'"],
    ['a @@ b', 'name:a !bad:@@ name:b'],
    ['a ≤ b → !c', 'name:a !<=:≤ name:b !->:→ !not:! name:c'],
  ])('%s', (text, kinds) => {
    expect(kindsOf(text)).toBe(kinds);
  });

  test.each(['64x', '3a', '.5', '1.', '"open', "'same'", '$', '@@@', '_foo', '1.2.3'])('%s is one error', text => {
    expect(scan(text).diagnostics).toHaveLength(1);
  });

  test('counts lines at every kind of line break', () => {
    expect(scan('a\nb\r\nc\rd').tokens.map(({ line }) => line)).toEqual([0, 1, 2, 3]);
  });

  test.each([
    ['## said', 'documentation'],
    ['  ## said', 'documentation'],
    ['##', 'documentation'],
    ['relu ## said', 'comment'],
    ['### said', 'comment'],
    ['##said', 'comment'],
    ['# said', 'comment'],
  ])('%s is %s', (text, kind) => {
    expect(scan(text).comments.map(comment => comment.kind)).toEqual([kind]);
  });
});

describe('numberValue', () => {
  test.each([
    ['3', 3],
    ['1e-6', 0.000001],
    ['1.1M', 1_100_000],
    ['2KB', 2000],
    ['2KiB', 2048],
    ['1.5MiB', 1.5 * 1024 * 1024],
    ['3G', 3e9],
    ['1e3K', 1e6],
    ['3iB', undefined],
    ['3k', undefined],
  ])('%s', (text, value) => {
    expect(numberValue(text)).toBe(value);
  });
});

test('sizeDimensions gives null for any size', () => {
  expect(sizeDimensions('64x_x7')).toEqual([64, null, 7]);
  expect(sizeDimensions('_')).toEqual([null]);
  expect(sizeDimensions('64')).toBeUndefined();
});

test('textValue undoes escapes, and stops where the text does', () => {
  expect(textValue('"a\\"b\\\\"')).toBe('a"b\\');
  expect(textValue('"open')).toBe('open');
  expect(textValue('"C:\\nets"')).toBe('C:\\nets');
});
