import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { getLanguageService, TextDocument, type JSONSchema } from 'vscode-json-languageservice';
import { analyze } from '#core/analyze.ts';
import { rules } from '#core/advice/rules.ts';
import { ENGLISH } from '#core/words.ts';
import { sarifLog } from './sarif.ts';

/** The standard's schema, as Microsoft ships it with its matchers for tests. */
const schemaFile = '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
const schema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve(schemaFile), 'utf8')) as JSONSchema;

/** What is wrong with a log by the schema. */
async function faults(log: unknown): Promise<readonly unknown[]> {
  const service = getLanguageService({});
  const document = TextDocument.create('file:///log.sarif', 'json', 1, JSON.stringify(log));
  const found = await service.doValidation(document, service.parseJSONDocument(document), {}, schema);
  return found.map(({ message }) => message);
}

const analysed = (file: string, text: string) => analyze(file, { read: () => ({ text }), exists: () => false });

/** A mismatch in a block with all its places, in a folder with a space; claims that fail; a fix of each kind. */
const BROKEN = `block up(skip) { conv_transpose(4, 2, stride=2) -> concat(skip) }
model UNet {
  input(3x101x100)
  a = conv(4, 3, pading=1)
  maxpool(2)
  up(a)
  expect rf >= 91
  budget params <= 2
  sepparable(4)
  weights "none.safetensors"
}
`;

const logs = () => [
  analysed('my nets/broken.cnn', BROKEN),
  analysed('a.cnn', 'model M {\n  input(3x100x100)\n  a = relu\n  maxpool(8) -> upsample(8)\n  add(a)\n}\n'),
  analysed('/net.cnn', 'model N {\n  input(3x8x8)\n  separable(4, kernel=9)\n}\n'),
  ...rules.map(({ code, example }) => analysed(`${code}.cnn`, example)),
];

test('a log is SARIF 2.1.0 by its schema: errors and advice, related places and fixes', async () => {
  const log = sarifLog(logs(), ENGLISH, { files: [] });
  expect(await faults(log)).toEqual([]);
  const results = log.runs.flatMap(run => run.results);
  expect(results.some(({ fixes }) => fixes && fixes.length > 0)).toBe(true);
  expect(results.some(({ level }) => level === 'note')).toBe(true);
  const related = results.flatMap(({ relatedLocations }) => relatedLocations);
  const uris = new Set(related.map(({ physicalLocation }) => physicalLocation.artifactLocation.uri));
  expect([...uris]).toEqual(expect.arrayContaining(['a.cnn', 'fovea-library:/separable.cnn']));
});

test('the schema would tell', async () => {
  const log = sarifLog(logs(), ENGLISH);
  expect(await faults({ ...log, version: '2.0.0' })).toHaveLength(1);
  expect(await faults({ ...log, runs: [{ ...log.runs[0], tool: {} }] })).toHaveLength(1);
  const [run] = log.runs;
  const wrong = run?.results.map(result => ({ ...result, level: 'hint' }));
  expect((await faults({ ...log, runs: [{ ...run, results: wrong }] })).length).toBeGreaterThan(0);
});
