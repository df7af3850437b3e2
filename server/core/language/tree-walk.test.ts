import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { touches } from '../text.ts';
import { parse } from './parse.ts';
import { nodesAround, nodesOf } from './tree-walk.ts';

const SAMPLES = new URL('../../../samples/', import.meta.url);
const texts = readdirSync(SAMPLES)
  .filter(name => name.endsWith('.cnn'))
  .map(name => [name, readFileSync(new URL(name, SAMPLES), 'utf8')] as const);

/** Whole, and half typed: cut in the middle of everything. */
test.each(texts)('%s: around an offset are those that touch it, and no other', (_, text) => {
  for (const part of [text, text.slice(0, text.length / 2), text.slice(0, (2 * text.length) / 3)]) {
    const { tree } = parse(part);
    const all = nodesOf(tree);
    for (let offset = 0; offset <= part.length; offset += 7)
      expect(nodesAround(tree, offset)).toEqual(all.filter(({ span }) => touches(span, offset)));
  }
});
