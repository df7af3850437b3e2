/** Every English text that a reader may meet, by the part that says it: what a translation must have. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '#core/advice/rules.ts';
import { catalogue } from '#core/catalogue.ts';
import { parse } from '#core/language/parse.ts';
import { library } from '#core/library/library.ts';
import { operations } from '#core/ops/registry.ts';

const root = join(import.meta.dirname, '..');

export const texts = (): Readonly<Record<string, readonly string[]>> => ({
  diagnostics: Object.values(catalogue).map(({ message }) => message),
  operations: [...operations.values()].flatMap(({ summary, documentation, parameters }) => [
    summary,
    documentation,
    ...Object.values(parameters).map(parameter => parameter.documentation),
  ]),
  library: Object.values(library).flatMap(documentationsIn),
  advice: rules.flatMap(({ title, page }) => [title, page]),
  server: phrasesOf('server'),
  client: phrasesOf('client'),
});

/** Of a block, and its first line, which completion shows alone. */
const documentationsIn = (source: string): readonly string[] =>
  parse(source).tree.items.flatMap(item => {
    const { documentation = '' } = item.kind === 'block' ? item : {};
    const [summary = ''] = documentation.split('\n', 1);
    return documentation === summary ? [documentation] : [documentation, summary];
  });

const phrasesOf = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => /(?<!\.test)\.tsx?$/.test(file))
    .flatMap(file => phrasesIn(readFileSync(join(root, folder, file), 'utf8')));

/** The phrases of a source: ``say`…` `` with its holes numbered, and what VS Code's `l10n.t` is given. */
export const phrasesIn = (source: string): readonly string[] => [
  ...[...source.matchAll(/\bsay`/g)].map(({ index, 0: { length } }) => templateAt(source, index + length)),
  ...[...source.matchAll(/\bl10n\.t\(\s*'((?:\\.|[^'\\])*)'/g)].map(([, text = '']) => unescaped(text)),
];

/** The template from `start` to its backtick, each of its holes by its number: what is in a hole may hold templates, too. */
function templateAt(source: string, start: number): string {
  let template = '';
  let holes = 0;
  for (let at = start; source[at] !== '`' && at < source.length; at += 1) {
    if (source.startsWith('${', at)) {
      template += `{${holes}}`;
      holes += 1;
      at = endOfHole(source, at + 2);
    } else if (source[at] === '\\') {
      template += source.slice(at, at + 2);
      at += 1;
    } else template += source[at];
  }
  return unescaped(template);
}

/** The index of the brace that closes the hole. */
function endOfHole(source: string, start: number): number {
  let depth = 1;
  for (let at = start; at < source.length; at += 1) {
    if (source[at] === '`') at = endOfTemplate(source, at + 1);
    if (source[at] === '{') depth += 1;
    if (source[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return source.length;
}

function endOfTemplate(source: string, start: number): number {
  for (let at = start; at < source.length; at += 1) {
    if (source[at] === '`') return at;
    if (source[at] === '\\') at += 1;
    else if (source.startsWith('${', at)) at = endOfHole(source, at + 2);
  }
  return source.length;
}

const unescaped = (text: string): string => text.replaceAll('\\n', '\n').replace(/\\(.)/g, '$1');

/** Whether there is a word in a text, outside of its holes. */
export const hasWords = (text: string): boolean => /\p{L}/u.test(text.replace(/\{\w+\}/g, ''));
