/** What a keystroke costs: a sample is read and analysed anew, and everything that the editor shows of it by itself is asked for. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bench, describe } from 'vitest';
import { analyze } from '#core/analyze.ts';
import type { Host } from '#core/host.ts';
import { DEFAULT_HINTS, inlayHints } from '#core/ide/inlay-hints.ts';
import { semanticTokens } from '#core/ide/semantic-tokens.ts';

const samples = join(import.meta.dirname, '../../samples');
const names = readdirSync(samples).filter(name => name.endsWith('.cnn'));
const texts = new Map(names.map(name => [name, readFileSync(join(samples, name), 'utf8')]));

const host: Host = {
  read: name => {
    const text = texts.get(name);
    return text === undefined ? { problem: 'missing' } : { text };
  },
  exists: name => texts.has(name),
};

describe('a keystroke', () => {
  for (const [name, { length }] of texts) {
    bench(name, () => {
      const analysis = analyze(name, host);
      inlayHints(analysis, { start: 0, end: length }, DEFAULT_HINTS);
      semanticTokens(analysis);
    });
  }
});
