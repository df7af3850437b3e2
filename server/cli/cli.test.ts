import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'fovea-cli-'));
const program = join(folder, 'fovea.js');

const NETS = {
  'good.cnn': 'model A(out=4) {\n  input(3x8x8)\n  c = conv(out, 3)\n}\n\nmodel B {\n  input(1x4x4)\n  relu\n}\n',
  'bad.cnn': 'model M {\n  input(3x8x8)\n  conv(4, 9)\n  relu\n}\n',
  'untidy.cnn': 'model M {\n input( 3x8x8 )\n   relu\n}',
};

beforeAll(async () => {
  const options = { bundle: true, platform: 'node', format: 'cjs', loader: { '.cnn': 'text' } } as const;
  await build({ ...options, entryPoints: [join(import.meta.dirname, 'main.ts')], outfile: program });
  for (const [name, text] of Object.entries(NETS)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

function fovea(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
  });
  return {
    status,
    stdout,
    stderr,
    records: () =>
      stdout
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
  };
}

describe('fovea table', () => {
  test('gives one document a model, one a line', () => {
    const { status, records } = fovea(['table', 'good.cnn', '--format', 'json']);
    expect(status).toBe(0);
    // 3·3·3·4 + 4 parameters and 6·6·108 multiply-accumulates; a 3×3 window sees 3 rows, one further each.
    expect(records()).toMatchObject([
      {
        schema: 1,
        file: 'good.cnn',
        model: 'A',
        layers: [
          { path: 'input', op: 'input', line: 2, inputs: [], output: [3, 8, 8] },
          {
            path: 'c',
            op: 'conv',
            line: 3,
            inputs: [[3, 8, 8]],
            output: [4, 6, 6],
            params: 112,
            buffers: 0,
            macs: 3888,
            activationBytes: 576,
            receptiveField: [
              { size: 3, jump: 1, start: 0 },
              { size: 3, jump: 1, start: 0 },
            ],
          },
        ],
        totals: { params: 112, buffers: 0, macs: 3888, activationBytes: 576, peakActivationBytes: 1344 },
        outputs: [{ name: 'c', shape: [4, 6, 6] }],
        diagnostics: [],
      },
      { model: 'B', layers: [{ path: 'input' }, { path: '0', op: 'relu' }] },
    ]);
  });

  test('sets parameters and chooses models', () => {
    const { records } = fovea(['table', 'good.cnn', '--model', 'A', '--set', 'out=8', '--format', 'json']);
    expect(records().map(({ outputs }) => outputs)).toEqual([[{ name: 'c', shape: [8, 6, 6] }]]);
  });

  test('says null for what an error leaves unknown, and where the error is', () => {
    const { status, records } = fovea(['table', 'bad.cnn', '--format', 'json']);
    expect(status).toBe(1);
    expect(records()).toMatchObject([
      {
        totals: { params: null, macs: null },
        layers: [{ output: [3, 8, 8] }, { output: null }, { output: null }],
        diagnostics: [
          { code: 'kernel-too-large', severity: 'error', line: 3, column: 11, endLine: 3, endColumn: 12, related: [] },
        ],
      },
    ]);
  });

  test('prints a table for people', () => {
    expect(fovea(['table', 'good.cnn', '--model', 'A']).stdout).toContain(
      'c      conv       4×6×6          112  3,888  3',
    );
  });
});

describe('fovea check', () => {
  test.each([
    ['a clean file', ['good.cnn'], 0],
    ['an error', ['good.cnn', 'bad.cnn'], 1],
    ['a file that is not there, the others checked', ['nowhere.cnn', 'bad.cnn'], 2],
  ])('%s', (_, files, status) => {
    const result = fovea(['check', ...files]);
    expect(result.status).toBe(status);
    expect(result.stdout.includes('bad.cnn:3:11: error: ')).toBe(files.includes('bad.cnn'));
  });

  test('reads standard input', () => {
    expect(fovea(['check', '-'], NETS['bad.cnn']).stdout).toMatch(/^-:3:11: error: /);
  });
});

test('fovea format rewrites, and says what it would rewrite', () => {
  expect(fovea(['format', '--check', 'good.cnn', 'untidy.cnn'])).toMatchObject({ status: 1, stdout: 'untidy.cnn\n' });
  expect(fovea(['format', 'untidy.cnn']).status).toBe(0);
  expect(readFileSync(join(folder, 'untidy.cnn'), 'utf8')).toBe('model M {\n  input(3x8x8)\n  relu\n}\n');
});

test.each([
  [['tabel'], 'There is no command tabel.'],
  [['check'], 'Name at least one .cnn file'],
  [['table', 'good.cnn', '--format', 'xml'], '--format is text or json, not xml.'],
  [['table', 'good.cnn', '--model', 'C'], 'good.cnn has no model C; it has A, B.'],
  [['table', 'good.cnn', '--set', 'width=3'], 'no model with a parameter width'],
  [['table', 'good.cnn', '--set', 'out'], '--set takes name=value, not out.'],
  [['check', 'good.cnn', '--colour'], "Unknown option '--colour'"],
  [['serve'], 'serve takes --stdio.'],
])('%s is wrong usage', (args, message) => {
  const { status, stderr } = fovea(args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});
