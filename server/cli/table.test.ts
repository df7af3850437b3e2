import { describe, expect, test } from 'vitest';
import { cliProgram } from '../../test/support/cli-program.ts';

const { fovea } = await cliProgram();

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

  test.each([
    ['act=tanh', ['input', 'conv', 'tanh'], []],
    ['act=leaky_relu(0.2)', ['input', 'conv', 'leaky_relu'], []],
    ['act=tanh -> dropout(0.2)', ['input', 'conv', 'tanh', 'dropout'], []],
    ['width=2 * 3', ['input', 'conv', 'relu'], []],
    ['width=abc', ['input', 'conv', 'relu'], ['unknown-name 1:11']],
    ['width=-1', ['input', 'conv', 'relu'], ['out-of-range 3:8']],
  ])('sets %s', (setting, operations, problems) => {
    const text = 'model Net(width=4, act=relu) {\n  input(3x8x8)\n  conv(width, 3)\n  act\n}\n';
    const [record] = fovea(['table', '-', '--set', setting, '--format', 'json'], text).records();
    expect(record.layers.map(({ op }: { op: string }) => op)).toEqual(operations);
    const found = record.diagnostics as readonly { code: string; line: number; column: number }[];
    expect(found.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual(problems);
  });

  test('goes on after a file that has not what is asked for', () => {
    const files = ['good.cnn', 'nowhere.cnn', 'bad.cnn', 'good.cnn'];
    const { status, stderr, records } = fovea(['table', ...files, '--model', 'A', '--format', 'json']);
    expect(status).toBe(2);
    expect(stderr).toContain('bad.cnn has no model A; it has M.');
    expect(records().map(({ file, model }) => `${file} ${model}`)).toEqual([
      'good.cnn A',
      'bad.cnn null',
      'good.cnn A',
    ]);
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
