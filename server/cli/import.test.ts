import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cliProgram } from '../../test/support/cli-program.ts';

const { folder, fovea } = await cliProgram();

describe('fovea import', () => {
  test('a model comes back from its ONNX file, its weights beside it', () => {
    fovea(['export', 'good.cnn', '--to', 'onnx', '--output', 'round.onnx']);
    expect(fovea(['import', 'round.onnx']).stdout).toBe('model A {\n  input(3x8x8)\n  c = conv(4, 3)\n}\n');
    expect(fovea(['import', 'round.onnx', '--output', 'back.cnn'])).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(folder, 'back.cnn'), 'utf8')).toContain('  weights "back.safetensors"\n');
    // The same weights, so the same file again.
    expect(fovea(['export', 'back.cnn', '--to', 'onnx', '--output', 'again.onnx']).status).toBe(0);
    const bytes = (name: string) => readFileSync(join(folder, name));
    expect(bytes('again.onnx').equals(bytes('round.onnx'))).toBe(true);
  });

  test.each([
    [['import', 'nowhere.onnx'], 2, 'nowhere.onnx cannot be read'],
    [['import', 'good.cnn'], 1, 'good.cnn cannot be imported.'],
    [['import', 'round.onnx', '--shape', 'large'], 2, '--shape is sizes such as 3x224x224, not large.'],
  ])('%j', (args, status, message) => {
    expect(fovea(args)).toMatchObject({ status, stderr: expect.stringContaining(message) });
  });
});
