import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cliProgram } from '../../test/support/cli-program.ts';

const { folder, fovea } = await cliProgram();

describe('fovea export', () => {
  test('writes a PyTorch module to the standard output, or to a file', () => {
    const { status, stdout } = fovea(['export', 'good.cnn', '--to', 'pytorch', '--set', 'out=8']);
    expect(status).toBe(0);
    expect(stdout).toContain('        self.c = nn.Conv2d(3, 8, 3)\n');
    expect(fovea(['export', 'good.cnn', '--to', 'pytorch', '--output', 'good.py']).stdout).toBe('');
    expect(readFileSync(join(folder, 'good.py'), 'utf8')).toContain('class A(nn.Module):');
  });

  test('writes an ONNX file beside the source, which begins with its version', () => {
    expect(fovea(['export', 'good.cnn', '--to', 'onnx'])).toMatchObject({
      status: 0,
      stderr: 'fovea: A is in good.onnx\n',
    });
    // ModelProto.ir_version = 10.
    expect([...readFileSync(join(folder, 'good.onnx')).subarray(0, 2)]).toEqual([8, 10]);
  });

  test.each([
    [['export', 'good.cnn'], 2, 'export needs --to'],
    [['export', 'good.cnn', '--to', 'caffe'], 2, '--to is onnx or pytorch or keras, not caffe.'],
    [['export', 'bad.cnn', '--to', 'onnx'], 1, 'bad.cnn:3:11: error: '],
    [['export', 'good.cnn', '--to', 'onnx', '--output', 'no/where.onnx'], 2, 'no/where.onnx cannot be written'],
    [['export', 'opaque.cnn', '--to', 'onnx'], 1, 'M holds an opaque layer'],
    [['export', 'opaque.cnn', '--to', 'pytorch'], 1, 'o is opaque'],
  ])('%j', (args, status, message) => {
    writeFileSync(join(folder, 'opaque.cnn'), 'model M {\n  input(3x8x8)\n  o = opaque(out=[4])\n}\n');
    expect(fovea(args)).toMatchObject({ status, stderr: expect.stringContaining(message) });
  });
});
