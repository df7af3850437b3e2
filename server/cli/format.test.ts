import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cliProgram } from '../../test/support/cli-program.ts';

const { folder, fovea } = await cliProgram();

test('fovea format rewrites, and says what it would rewrite', () => {
  writeFileSync(join(folder, 'untidy.cnn'), 'model M {\n input( 3x8x8 )\n   relu\n}');
  expect(fovea(['format', '--check', 'good.cnn', 'untidy.cnn'])).toMatchObject({ status: 1, stdout: 'untidy.cnn\n' });
  expect(fovea(['format', 'untidy.cnn']).status).toBe(0);
  expect(readFileSync(join(folder, 'untidy.cnn'), 'utf8')).toBe('model M {\n  input(3x8x8)\n  relu\n}\n');
});
