import { describe, expect, test } from 'vitest';
import { cliProgram } from '../../test/support/cli-program.ts';

const { fovea } = await cliProgram();

describe('fovea sizes', () => {
  const text = 'model Net {\ninput(3x8x8)\na = relu\nmaxpool(2) -> upsample(2)\nadd(a)\n}\n';
  const rule = { minimum: 2, period: 2, residues: [0], others: [] };

  test('says what each model takes', () => {
    expect(fovea(['sizes', '-'], text)).toMatchObject({
      status: 0,
      stdout: 'Net: height and width even, at least 2\n',
    });
    expect(fovea(['sizes', '-'], 'model Flat {\ninput(8)\nlinear(2)\n}\n')).toMatchObject({
      status: 1,
      stdout: 'Flat: not known\n',
    });
  });

  test('as JSON', () => {
    const sizes = [0, 1].map(axis => ({ axes: [axis], rule }));
    expect(fovea(['sizes', '-', '--format', 'json'], text).records()).toEqual([
      { schema: 1, file: '-', model: 'Net', sizes },
    ]);
  });
});
