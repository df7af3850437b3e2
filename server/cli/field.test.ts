import { describe, expect, test } from 'vitest';
import { cliProgram } from '../../test/support/cli-program.ts';

const { fovea } = await cliProgram();

describe('fovea field', () => {
  // Dilation 2, twice: −4 … 4 around the cell, every other position.
  const text = 'model M {\n  input(1x8x8)\n  repeat 2 { conv(1, 3, padding=2, dilation=2) -> relu }\n}\n';

  test('says what a cell sees, in the picture and beside it', () => {
    const { status, records } = fovea(['field', '-', '--layer', '2', '--cell', '1,4', '--format', 'json'], text);
    expect(status).toBe(0);
    // Rows −3, −1, 1, 3, 5: two of five above the picture. Columns 0, 2, 4, 6, 8: one of five beside it.
    expect(records()).toEqual([
      {
        schema: 1,
        file: '-',
        model: 'M',
        layer: '2',
        cell: [1, 4],
        axes: [
          // Of 9 paths 2 end in row 1, 2 in 3, 1 in 5: (2 + 6 + 5)/5.
          {
            axis: 'height',
            box: [-3, 6],
            clipped: [1, 6],
            holes: 4,
            padding: 0.4,
            effective: {
              centre: expect.closeTo(2.6, 9),
              deviation: expect.closeTo(Math.sqrt(2.24), 9),
              padding: expect.closeTo(4 / 9, 9),
            },
          },
          // 1 in column 0, 2 in 2, 3 in 4, 2 in 6.
          {
            axis: 'width',
            box: [0, 9],
            clipped: [0, 7],
            holes: 4,
            padding: expect.closeTo(0.2, 9),
            effective: {
              centre: expect.closeTo(3.5, 9),
              deviation: expect.closeTo(Math.sqrt(3.75), 9),
              padding: expect.closeTo(1 / 9, 9),
            },
          },
        ],
      },
    ]);
  });

  test('in words, of the middle cell', () => {
    expect(fovea(['field', '-', '--layer', '0'], text).stdout).toBe(
      'height: 5 positions, 1 to 5; 5 positions, 1 to 5 within the input; 2 not read; 0 % in the padding; in effect 5 around 3\n' +
        'width: 5 positions, 1 to 5; 5 positions, 1 to 5 within the input; 2 not read; 0 % in the padding; in effect 5 around 3\n',
    );
  });

  // 25 of 81 positions are read; the middle cell 3 sees −1 to 7, of which 4 of 5 a side are within, the first cell 3.
  test('of a whole model', () => {
    expect(
      fovea(['field', '-'], text)
        .stdout.split('\n')
        .map(line => line.trim()),
    ).toEqual([
      'M, up to 3',
      'field      9 positions of 8',
      'jump       1',
      'in effect  7.75 positions, two deviations of the weight to either side',
      'read       30.9 % of them',
      'padding    36 % at the middle, 64 % in a corner',
      'context    no convolution enters with the whole input seen',
      'branches   in line',
      'tiles      output: a halo of 4 before and 4 after, of 9 or more',
      '',
    ]);
  });

  test('of a whole model, as data', () => {
    expect(fovea(['field', '-', '--format', 'json'], text).records()).toMatchObject([
      {
        model: 'M',
        layer: '3',
        late: [],
        tiles: [{ output: 'output', axes: [{ before: 4, after: 4 }, { before: 4 }] }],
      },
    ]);
  });

  test.each([
    [['field', '-', '--layer', 'nowhere'], 'M has no layer nowhere'],
    [['field', '-', '--layer', '0', '--cell', '8,0'], '--cell is a number for each of 8×8 positions, such as 0,0.'],
    [['field', '-', '--cell', '0,0'], '--cell needs --layer PATH'],
  ])('%j', (args, message) => {
    expect(fovea(args, text)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
  });
});
