import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));

const manifest = read('package.json') as { readonly contributes: object };
const english = read('package.nls.json') as Readonly<Record<string, string>>;
const chinese = read('package.nls.zh-cn.json') as Readonly<Record<string, string>>;

/** Every string of the manifest, by its path. */
function strings(value: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => strings(part, `${path}.${key}`));
}

const all = strings(manifest);
const keyIn = (text: string): string | undefined => /^%(.+)%$/.exec(text)?.[1];

/** What VS Code shows of a contribution. The product's name is the same in every language. */
const SHOWN = /\.(title|shortTitle|description|markdownDescription|enumDescriptions\.\d+|altText|displayName|label)$/;

test('what a user sees stands in package.nls.json', () => {
  const written = all.filter(([path, text]) => path.startsWith('.contributes') && SHOWN.test(path) && !keyIn(text));
  expect(written).toEqual([]);
});

test('each key has its English and its Chinese, and no other is there', () => {
  const keys = [...new Set(all.flatMap(([, text]) => keyIn(text) ?? []))].toSorted();
  expect(Object.keys(english).toSorted()).toEqual(keys);
  expect(Object.keys(chinese).toSorted()).toEqual(keys);
});

test('the Chinese is Chinese, and has the links of the English', () => {
  const links = (text = '') => [...text.matchAll(/\]\((.+?)\)/g)].map(([, address]) => address);
  const wrong = Object.entries(chinese).filter(
    ([key, text]) => !/\p{Script=Han}/u.test(text) || String(links(text)) !== String(links(english[key])),
  );
  expect(wrong).toEqual([]);
});

test('the pictures of the walkthrough are there', () => {
  const pictures = all.flatMap(([path, text]) => (path.endsWith('.media.svg') ? text : []));
  expect(pictures).not.toEqual([]);
  expect(pictures.filter(file => !existsSync(new URL(`../${file}`, import.meta.url)))).toEqual([]);
});
