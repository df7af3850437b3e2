import { describe, expect, test } from 'vitest';
import { balance } from './brackets.ts';
import { scan } from './scan.ts';
import { dedent } from './testing.ts';
import { isVirtual } from './token.ts';

/** The text with the virtual brackets in it, marked by `«»`, and the closers that close nothing, by `‹›`. */
function repaired(text: string): string {
  let shown = '';
  let offset = 0;
  for (const token of balance(scan(text)).tokens) {
    shown += text.slice(offset, token.start);
    offset = token.end;
    if (isVirtual(token)) shown += `«${token.kind}»`;
    else shown += token.kind === 'bad' ? `‹${token.text}›` : token.text;
  }
  return shown + text.slice(offset);
}

/** A bracket that is at fault is marked in its place: every text is its own expectation. */
const repairs: Readonly<Record<string, string>> = {
  'brackets that pair are not judged by indentation': `
    model M {
    add({
    conv(64,
    3)
          })
    }
  `,
  'a line at the level of an opener closes it': `
    model M {
      conv(64,«)»
      add({ conv(64«)})»
      relu
    }
  `,
  'a line left of an opener closes it': `
    model M {
      add(
        conv(64,«)»
      )
    }
  `,
  'a definition closes everything': `
    model M {
      add(
        {
          relu«})}»

    block b { relu }
  `,
  'a closer that leads its line is given an opener': `
    model M {
      repeat 3«{»
        relu
      }
      concat«({»
        relu
      })
    }
  `,
  'an opener deleted with its line is put on the empty line': `
    model M {
      add(«{»

          relu
        },
        tanh
      )
    }
  `,
  'a parenthesis ends with its line where the brace is missing too': `
    block f(a, b«)»«{»
      relu
    }
  `,
  'but not where it is closed with the brace': `
    model M {
      add(«{»
        relu
      })
    }
  `,
  'a closer within its line closes what is open there': `
    model M {
      add({ conv([64«]»), relu })
      add({ conv(64«)» })
    }
  `,
  'a closer that closes nothing is none': `
    model M {
      conv(64)‹)›
      relu ‹]›
    }
    ‹}›
  `,
  'a closer that stands deeper than its opener is one all the same': `
    model M {
      conv(64,«)»
      relu
      }
  `,
  'a file that is not indented is only judged by its definitions': `
    model M {
    conv(64«)»
    relu
    }
    model N {
    relu
    }
  `,
  'everything open at the end is closed there': `
    model M {
      add({
        conv(64«)})}»
  `,
};

describe('balance', () => {
  test.each(Object.entries(repairs))('%s', (_, marked) => {
    const expected = dedent(marked).replace(/»«/g, '');
    const text = dedent(marked)
      .replace(/«[^»]*»/g, '')
      .replace(/[‹›]/g, '');
    expect(repaired(text).replace(/»«/g, '')).toBe(expected);
  });

  test('reports one error a line', () => {
    const text = 'model M {\n  add({ conv([1,\n  f(3a, (\n  relu)\n}\n';
    expect(balance(scan(text)).diagnostics.map(({ span }) => text.slice(0, span.start).split('\n').length)).toEqual([
      2, 4,
    ]);
  });
});
