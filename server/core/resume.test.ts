/** An analysis that goes on from an earlier one is the one that begins anew. */
import { array, assert, constant, constantFrom, nat, oneof, property, record, type Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';
import { sampleHostWith, sampleText } from '../../test/support/samples.ts';
import { analyze, type Analysis, type ModelAnalysis } from './analyze.ts';
import type { Host } from './host.ts';
import { callSites } from './ide/call-sites.ts';
import { instancesOf } from './ide/instances.ts';
import type { Operation } from './ops/operation.ts';

/** What is typed, and what is pasted: whole lines, halves of them, and what changes what stands around it. */
const PIECES = [
  ...['', ' ', '\n', 'x', '2', '0', '#', '"', "'", '(', ')', '{', '}', ',', '=', '->', '.', '$', '\r\n', '\r', '😀'],
  ...[
    '\n  relu\n',
    '\n  conv(8, 3)\n',
    '\n  c9 = conv(8, 3, padding=1) -> relu\n',
    ' -> maxpool(2)',
    '\n  reuse(c9)\n',
  ],
  ...[
    '\nelse { relu }\n',
    '\n  if 1 < 2 { relu }\n',
    '\n  let n = 3\n',
    '\n  output c9\n',
    '\n  expect channels == 8\n',
  ],
  ...['\n  add(identity, {\n    relu\n  })\n', "\n  nn.Conv2d(3, 8, 3, padding_mode='zeros')\n", '\n  unheard_of(3)\n'],
  ...['\nblock se { relu }\n', '\nmodel Other {\n  input(1x8x8)\n  relu\n}\n', '\nlet wide = 8\n', '\n## Says more.\n'],
  '\n  weights "weights/lenet.safetensors"\n',
] as const;

interface Edit {
  /** Where it begins, as a share of the text. */
  readonly at: number;
  readonly removed: number;
  readonly piece: string;
}

const edit: Arbitrary<Edit> = record({
  at: nat(1000).map(thousandths => thousandths / 1000),
  removed: oneof(constant(0), nat(3), nat(60)),
  piece: constantFrom(...PIECES),
});

function edited(text: string, { at, removed, piece }: Edit): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + piece + text.slice(start + removed);
}

/** As text: what computes is left out, and of an operation all but its name. */
const factsOf = (analysis: Analysis, text: string): string =>
  JSON.stringify(allFacts(analysis, text), (key, value: unknown) => {
    if (key === 'operation') return (value as Operation).name;
    if (key === 'module' || key === 'scope') return undefined;
    if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
    return value instanceof Map ? [...value] : value;
  });

const allFacts = (analysis: Analysis, text: string) => ({
  tree: analysis.tree,
  allows: analysis.allows,
  problems: analysis.problems,
  references: analysis.references,
  occurrences: analysis.occurrences,
  dependencies: analysis.dependencies,
  visible: [0.3, 0.6, 0.9].map(share => analysis.visibleAt(Math.floor(share * text.length))),
  calls: callSites(analysis).map(({ span, runs }) => [span, runs.length]),
  instances: analysis.tree.items.map(item => (item.kind === 'block' ? instancesOf(analysis, item).length : 0)),
  models: analysis.models.map(modelFacts),
});

const modelFacts = ({ name, definition, network, costs, fields, totals, claims }: ModelAnalysis) => ({
  ...{ name, definition, network, costs, fields, totals },
  claims: claims.map(({ claim: { frame, ...claim }, holds, found }) => ({ claim, holds, found, file: frame.file })),
});

/** With and without imports, blocks, weights and several models. */
const FILES = ['tutorial.cnn', 'lenet.cnn', 'unet.cnn', 'modules.cnn', 'vgg16.cnn', 'zoo/densenet.cnn'];

test.each(FILES)('%s, edited again and again', file => {
  assert(
    property(array(edit, { minLength: 1, maxLength: 6 }), edits => {
      let text = sampleText(file);
      let analysis = analyze(file, sampleHostWith(file, text));
      for (const one of edits) {
        text = edited(text, one);
        const host = sampleHostWith(file, text);
        analysis = analyze(file, host, undefined, analysis);
        expect(factsOf(analysis, text)).toBe(factsOf(analyze(file, host), text));
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? 4) },
  );
});

const TWO =
  'model A {\n  input(1x8x8)\n  relu\n}\n\nmodel B {\n  input(1x8x8)\n  c = conv(4, 3)\n  relu\n  bn\n  bn\n  relu\n}\n';

test('what stands above an edit is not run again, but for the lines whose end the parser decides by it', () => {
  const earlier = analyze('net.cnn', sampleHostWith('net.cnn', TWO));
  const text = TWO.replace('bn\n  relu', 'gelu\n  relu');
  const { models, tree } = analyze('net.cnn', sampleHostWith('net.cnn', text), undefined, earlier);
  expect(tree.items[0]).toBe(earlier.tree.items[0]);
  expect(models[0]).toBe(earlier.models[0]);
  const [layers, before] = [models[1]?.network.layers ?? [], earlier.models[1]?.network.layers ?? []];
  expect(layers.map((layer, index) => layer === before[index])).toEqual([true, true, false, false, false, false]);
});

test('a file that is imported has changed', () => {
  const text = 'import part from "part.cnn"\n\nmodel A {\n  input(1x8x8)\n  part\n  relu\n}\n';
  const hostOf = (part: string): Host => ({
    read: file => ({ text: file === 'net.cnn' ? text : part }),
    exists: () => true,
  });
  const earlier = analyze('net.cnn', hostOf('block part { conv(4, 3) }\n'));
  const host = hostOf('block part { conv(8, 3) }\n');
  const now = analyze('net.cnn', host, undefined, earlier);
  expect(now.models[0]?.network.layers[1]?.output).toEqual([8, 6, 6]);
  expect(factsOf(now, text)).toBe(factsOf(analyze('net.cnn', host), text));
});

test('classes that have other names are read again', () => {
  const text = 'model A {\n  classes "a.txt"\n  input(1x8x8)\n  relu\n  relu\n}\n';
  const hostOf = (names: string): Host => ({
    read: file => ({ text: file === 'net.cnn' ? text : names }),
    exists: () => true,
  });
  const earlier = analyze('net.cnn', hostOf('cat\n'));
  const now = analyze('net.cnn', hostOf('dog\n'), undefined, earlier);
  expect([earlier, now].map(({ models }) => models[0]?.network.classes)).toEqual([['cat'], ['dog']]);
});

test('weights that are there no longer are missed', () => {
  const text = 'model A {\n  weights "a.safetensors"\n  input(1x8x8)\n  relu\n  relu\n}\n';
  const host: Host = { read: () => ({ text }), exists: () => true };
  const earlier = analyze('net.cnn', host);
  const now = analyze('net.cnn', { ...host, exists: () => false }, undefined, earlier);
  expect([earlier, now].map(({ problems }) => problems.map(({ code }) => code))).toEqual([[], ['weights-missing']]);
});
