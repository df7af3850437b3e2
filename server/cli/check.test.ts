import { describe, expect, test } from 'vitest';
import { NETS, cliProgram } from '../../test/support/cli-program.ts';

const { fovea } = await cliProgram();

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

  test('gives the places and changes that go with a finding', () => {
    const text = 'model M {\n  input(1x9x8)\n  a = relu\n  maxpool(2)\n  conv_transpose(1, 2, stride=2)\n  add(a)\n}\n';
    const { stdout } = fovea(['check', '-'], text);
    // ⌊9/2⌋ · 2 = 8.
    expect(stdout).toContain(
      '-:4:3: note: The stride 2 of 1 does not divide the height 9, which becomes 4: 2 · 4 = 8.',
    );
    const [record] = fovea(['check', '-', '--format', 'json'], text).records();
    const fixes: readonly { readonly title: string }[] = record.diagnostics[0].fixes;
    expect(fixes.map(({ title }) => title)).toContain('Give conv_transpose output_padding=[1, 0]');
    expect(record.models).toMatchObject([{ model: 'M', sizes: [{ axes: [0], rule: { period: 2 } }, { axes: [1] }] }]);
  });

  test('reads standard input', () => {
    expect(fovea(['check', '-'], NETS['bad.cnn']).stdout).toMatch(/^-:3:11: error: /);
  });
});

describe('fovea check, and advice', () => {
  const advised = 'model M {\n  input(4x8x8)\n  conv_transpose(2, 3, stride=2)\n  bn\n}\n';

  test.each([
    ['error', 0],
    ['warning', 1],
    ['hint', 1],
    ['never', 0],
  ])('fails on %s: %i', (severity, status) => {
    expect(fovea(['check', '-', '--fail-on', severity], advised).status).toBe(status);
  });

  test('gives advice with what would mend it', () => {
    const lines = fovea(['check', '-'], advised).stdout.trim().split('\n');
    expect(lines.map(line => line.replace(/: .*\[/, ': ['))).toEqual([
      '-:3:3: [checkerboard]',
      '-:3:3: help: Make the kernel 4, which 2 divides',
      '-:3:3: [bias-before-norm]',
      '-:3:3: help: Write bias=false',
    ]);
  });

  /**
   * What section 3 of the standard asks of a log: `version` and `runs` (3.13), a `tool` with a named `driver` (3.14, 3.18,
   * 3.19), rules with unique ids (3.49), results with a message and a `ruleIndex` of the rule with their `ruleId` (3.27),
   * regions whose numbers are at least 1 and whose end is not before their start (3.30).
   */
  test('writes SARIF 2.1.0', () => {
    const { status, stdout } = fovea(['check', 'bad.cnn', 'good.cnn', '--format', 'sarif']);
    expect(status).toBe(1);
    const log = JSON.parse(stdout);
    expect(log).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'Fovea' } } }] });
    const [{ tool, results, columnKind }] = log.runs;
    expect(columnKind).toBe('utf16CodeUnits');
    const ids = tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(results).toMatchObject([
      {
        ruleId: 'kernel-too-large',
        level: 'error',
        message: { text: expect.stringMatching(/^The kernel covers 9 .*\.$/) },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'bad.cnn' },
              region: { startLine: 3, startColumn: 11, endLine: 3, endColumn: 12 },
            },
          },
        ],
      },
    ]);
    for (const { ruleId, ruleIndex } of results) expect(ids[ruleIndex]).toBe(ruleId);
    for (const { defaultConfiguration } of tool.driver.rules)
      expect(['error', 'warning', 'note', 'none']).toContain(defaultConfiguration.level);
  });

  test('writes an empty log of files with nothing to say', () => {
    expect(JSON.parse(fovea(['check', 'good.cnn', '--format', 'sarif']).stdout).runs[0].results).toEqual([]);
  });

  test('knows its words', () => {
    expect(fovea(['check', 'good.cnn', '--fail-on', 'all'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--fail-on is error or warning or information or hint or never, not all.'),
    });
  });
});

describe('fovea check --report', () => {
  // 9 + 1 parameters; a field of 3 where 5 is wanted, which a kernel of 5 gives: 25 + 1.
  const text = 'model M {\n  input(1x8x8)\n  conv(1, 3, padding=1)\n  expect rf >= 5\n}\n';

  test('tells what sizes, field and cost tell of each model, and which designs keep its claims', () => {
    const { status, stdout } = fovea(['check', '-', '--report', '--device', 'D=1K,1K'], text);
    expect(status).toBe(1);
    const lines = stdout.split('\n').map(line => line.replace(/ +/g, ' ').trim());
    expect(lines).toEqual(
      expect.arrayContaining([
        '-:4:10: error: rf is 3×3, not >= 5. [claim-fails]',
        '-:4:10: help: conv 0: kernel 5 → RF 5, +178 % MACs, +160 % params',
        'M: height and width at least 1',
        'field 3 positions of 8',
        'tiles output: a halo of 1 before and 1 after, of 3 or more',
        'activations peak at 0: 512 B, of input (256 B), 0 (256 B)',
        expect.stringMatching(/^on D a pass takes at least /),
        'training with sgd keeps at most 80 B of state and 512 B of activations',
      ]),
    );
  });

  test('as data', () => {
    const [{ models, diagnostics }] = fovea(['check', '-', '--report', '--format', 'json'], text).records();
    expect(models).toMatchObject([
      {
        model: 'M',
        sizes: [{ axes: [0] }, { axes: [1] }],
        totals: { params: 10, macs: 576 },
        field: { layer: '0', axes: [{ size: 3 }, { size: 3 }] },
        cost: { peak: { layer: '0', bytes: 512 }, layers: [{ path: '0' }] },
      },
    ]);
    expect(diagnostics[0].fixes[0].edits).toMatchObject([{ line: 3 }, { line: 3 }]);
    expect(fovea(['check', '-', '--format', 'json'], text).records()[0].models).toMatchObject([{ model: 'M' }]);
  });

  test('a network with an error has no field and no peak', () => {
    const { status, stdout } = fovea(['check', 'bad.cnn', '--report', '--format', 'json']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout).models).toMatchObject([{ model: 'M', field: null, cost: { peak: null } }]);
  });
});
