/** While a line is typed, every other line stays what it is, and there is one error at most. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse, type Parsed } from './parse.ts';
import { everyNode } from './testing.ts';
import type { Call } from './tree.ts';

const folders = ['../../../samples/', '../../../samples/zoo/', '../library/'].map(
  folder => new URL(folder, import.meta.url),
);
const networks = folders.flatMap(folder =>
  readdirSync(folder)
    .filter(file => file.endsWith('.cnn'))
    .map(file => ({ file, text: readFileSync(new URL(file, folder), 'utf8') })),
);

/** A network with one line cut, at a token's start or within it. */
interface State {
  readonly text: string;
  readonly line: number;
}

function statesOf(text: string): readonly State[] {
  const lines = text.split('\n');
  const places = parse(text).tokens.flatMap(({ start, end, line }) => {
    const column = start - startOf(text, line);
    const middle = column + Math.ceil((end - start) / 2);
    return end - start > 1
      ? [
          { line, column },
          { line, column: middle },
        ]
      : [{ line, column }];
  });
  return places.map(({ line, column }) => ({
    line,
    text: lines.with(line, (lines[line] ?? '').slice(0, column)).join('\n'),
  }));
}

/** The sound calls that are on other lines than `line`: where they start, and what they say. */
function callsBeside({ text, tree }: Parsed, line: number): readonly string[] {
  const start = startOf(text, line);
  const end = startOf(text, line + 1);
  return everyNode(tree)
    .filter((node): node is Call => node.kind === 'call')
    .filter(({ span, broken }) => !broken && (span.end < start || span.start >= end))
    .map(({ span, callee, arguments: given }) => {
      const place = span.start < start ? `${span.start}` : `${span.start - end} further`;
      return `${place}: ${callee.text}(${given.map(({ label, value }) => `${label?.text} ${value.kind}`).join()})`;
    });
}

function startOf(text: string, line: number): number {
  let start = 0;
  for (let turn = 0; turn < line; turn++) start = text.indexOf('\n', start) + 1;
  return start;
}

describe.each(networks)('$file', ({ text }) => {
  const whole = parse(text);
  const states = statesOf(text).map(state => ({ ...state, parsed: parse(state.text) }));

  test('has a line cut: at most one error in 99 of 100 states', () => {
    const several = states.filter(({ parsed }) => parsed.diagnostics.length > 1);
    expect(several.slice(states.length / 100).map(({ text: cut, line }) => cut.split('\n')[line])).toEqual([]);
  });

  test('has a line cut: the calls of all other lines are as they were', () => {
    for (const { parsed, line } of states) expect(callsBeside(parsed, line)).toEqual(callsBeside(whole, line));
  });

  test('is cut at a token: at most one error', () => {
    for (const { start } of whole.tokens) {
      expect(
        parse(text.slice(0, start))
          .diagnostics.map(({ code, span }) => [start, code, span])
          .slice(1),
      ).toEqual([]);
    }
  });
});
