/** Whatever is typed, and whatever is in a file: the server says what a fresh one would, and nothing goes wrong in it. */
import {
  array,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  double,
  nat,
  oneof,
  record,
  uint8Array,
  type Arbitrary,
} from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TextEdit } from 'vscode-languageserver';
import { connect, FOLDER, type MemoryClient } from './memory-client.ts';

const MAIN = `${FOLDER}/main.cnn`;
const PULL = { textDocument: { diagnostic: {} } };
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };
const LAYOUT = { tabSize: 2, insertSpaces: true };

/** What an editor shows of a document, and what its formatter would change: of another text something is another. */
async function everythingAbout(client: MemoryClient, uri: string): Promise<Readonly<Record<string, unknown>>> {
  const { items } = await client.ask<{ items: unknown }>('diagnostic', uri);
  return {
    items,
    hints: await client.ask('inlayHint', uri, { range: WHOLE }),
    tokens: (await client.ask<{ data: unknown }>('semanticTokens/full', uri)).data,
    symbols: await client.ask('documentSymbol', uri),
    folds: await client.ask('foldingRange', uri),
    layout: await client.ask<readonly TextEdit[]>('formatting', uri, { options: LAYOUT }),
  };
}

/** A server that writes down what it logs: the bugs of ours that it has caught. */
async function watched(files = new Map<string, string>()): Promise<MemoryClient & { readonly logged: unknown[] }> {
  const logged: unknown[] = [];
  const client = await connect({
    capabilities: PULL,
    files,
    prepare: connection => connection.onNotification('window/logMessage', ({ message }) => void logged.push(message)),
  });
  return { ...client, logged };
}

/** Lines of networks, and what has no place in them: line ends of all kinds, characters of two units, halves of such. */
const PIECES = [
  'model Net {\n  input(3x8x8)\n',
  '}\n',
  'block unit(out) {\r\n  conv(out, 1)\r\n}\r\n',
  '  skip = conv(4, 3, padding=1) -> relu\n',
  '  add(skip)\r\n',
  '  unit(4)\n',
  ...['conv', '(', ')', '{', '}', '[', '->', ' = ', ', ', ' ', '\n', '\r\n', '\r', '\t', '"', '#', '7', '3x8x8', '.'],
  ...['\u{1f600}', '\u{1d4b3}', '\ud83d', '\ude00', '\0', '\u2028', '\u00d7', '\ufeff', 'é'],
];

const piece = constantFrom(...PIECES);
/** A share of a length: where something is in a text that is not known yet. */
const share = double({ min: 0, max: 1, noNaN: true });

type Edit =
  | { readonly kind: 'replace'; readonly from: number; readonly removed: number; readonly text: string }
  | { readonly kind: 'whole'; readonly text: string };

const edit: Arbitrary<Edit> = oneof(
  {
    weight: 30,
    arbitrary: record({
      kind: constant('replace' as const),
      from: share,
      removed: nat(12),
      text: oneof(piece, constant('')),
    }),
  },
  {
    weight: 1,
    arbitrary: record({
      kind: constant('whole' as const),
      text: array(piece, { maxLength: 12 }).map(pieces => pieces.join('')),
    }),
  },
);

/** The text after an edit, and the edit as a client tells it. Between the two characters of a line's end is no position. */
function applied(text: string, change: Edit): { readonly text: string; readonly contentChange: object } {
  if (change.kind === 'whole') return { text: change.text, contentChange: { text: change.text } };
  const start = placeIn(text, Math.floor(change.from * text.length));
  const end = placeIn(text, Math.min(text.length, start + change.removed));
  const range = { start: positionIn(text, start), end: positionIn(text, end) };
  return { text: text.slice(0, start) + change.text + text.slice(end), contentChange: { range, text: change.text } };
}

const placeIn = (text: string, offset: number): number =>
  text[offset - 1] === '\r' && text[offset] === '\n' ? offset - 1 : offset;

function positionIn(text: string, offset: number): { readonly line: number; readonly character: number } {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

const [RUNS, EDITS] = [100, 100];

test(`after ${RUNS * EDITS} random edits a server says what a fresh one does`, { timeout: 120_000 }, async () => {
  const edits = array(edit, { minLength: EDITS, maxLength: EDITS });
  await assert(
    asyncProperty(edits, async changes => {
      const [edited, fresh] = [await watched(), await watched()];
      let text = PIECES.slice(0, 6).join('');
      await edited.open(MAIN, text);
      for (const [index, change] of changes.entries()) {
        const next = applied(text, change);
        const textDocument = { uri: MAIN, version: index + 2 };
        await edited.connection.sendNotification('textDocument/didChange', {
          textDocument,
          contentChanges: [next.contentChange],
        });
        ({ text } = next);
        // Some versions are analysed on the way, others are passed over.
        if (index % 9 === 0) await edited.ask('diagnostic', MAIN);
      }
      await fresh.open(MAIN, text);
      expect(await everythingAbout(edited, MAIN)).toEqual(await everythingAbout(fresh, MAIN));
      expect([edited.logged, fresh.logged]).toEqual([[], []]);
    }),
    { numRuns: RUNS },
  );
});

/** Asks all that there is to ask at a place. */
async function askEverything(client: MemoryClient, uri: string, position: object): Promise<void> {
  await everythingAbout(client, uri);
  for (const method of ['hover', 'completion', 'signatureHelp', 'definition', 'documentHighlight', 'codeLens'])
    await client.ask(method, uri, { position });
  await client.ask('references', uri, { position, context: { includeDeclaration: true } });
  await client.ask('selectionRange', uri, { positions: [position] });
  await client.ask('codeAction', uri, { range: WHOLE, context: { diagnostics: [] } });
}

/** As a file's bytes become a text: what is no UTF-8 is U+FFFD. */
const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const bytes = oneof(
  uint8Array({ maxLength: 400 }),
  array(piece, { maxLength: 40 }).map(pieces => new TextEncoder().encode(pieces.join(''))),
);

test('any bytes in a file, and in one that it imports, are answered', { timeout: 60_000 }, async () => {
  await assert(
    asyncProperty(bytes, bytes, share, async (own, other, at) => {
      const client = await watched(new Map([[`${FOLDER}/other.cnn`, decoded(other)]]));
      const text = `import unit from "other.cnn"\n${decoded(own)}`;
      await client.open(MAIN, text);
      await askEverything(client, MAIN, positionIn(text, placeIn(text, Math.floor(at * text.length))));
      expect(client.logged).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

/** One that is just read, and one that is not: a file of more than a million characters is no network. */
describe.each([999_900, 10_000_000])('a line of %d characters is answered', { timeout: 120_000 }, length => {
  test.each(['a', 'a ', '(', '"', '\ud800', 'conv(8, 3) -> '])('of %j', async some => {
    const client = await watched();
    const text = some.repeat(length / some.length);
    await client.open(MAIN, text);
    await askEverything(client, MAIN, { line: 0, character: text.length });
    expect(client.logged).toEqual([]);
  });
});
