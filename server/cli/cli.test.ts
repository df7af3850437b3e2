import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

function fovea(args: readonly string[], input = '', env: NodeJS.ProcessEnv = process.env) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    input,
    env,
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

  test('gives advice its severity', () => {
    const lines = fovea(['check', '-'], advised).stdout.trim().split('\n');
    expect(lines.map(line => line.replace(/: .*\[/, ': ['))).toEqual([
      '-:3:3: [checkerboard]',
      '-:3:3: [bias-before-norm]',
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

describe('fovea diff', () => {
  // 3·3·3·4 + 4 = 112 parameters before; 3·3·3·4 + 4 + 4·4·9 = 256 after, 129 % more. 36·108 and 36·108 + 16·144 MACs.
  const after = 'model A(out=4) {\n  input(3x8x8)\n  c = conv(out, 3)\n  d = conv(4, 3, bias=false)\n}\n';

  test('tells layers apart by path, and what they cost', () => {
    writeFileSync(join(folder, 'after.cnn'), after);
    expect(fovea(['diff', 'good.cnn', 'after.cnn', '--model', 'A'])).toMatchObject({
      status: 0,
      stdout: [
        '+ d',
        'parameters: 112 → 256 (+129 %)',
        'buffers: 0',
        'MACs: 3,888 → 6,192 (+59.3 %)',
        'bytes at the peak: 1,344',
        'field: 3×3 → 5×5',
        '',
      ].join('\n'),
    });
  });

  test('compares all models, by name', () => {
    const { stdout } = fovea(['diff', 'good.cnn', 'after.cnn']);
    expect(stdout.split('\n').filter(line => line.startsWith('model'))).toEqual(['model A', 'model B: only before']);
    const [a, b] = fovea(['diff', 'good.cnn', 'after.cnn', '--format', 'json']).records();
    expect([a.model, a.added, b]).toEqual([
      'A',
      ['d'],
      { schema: 1, before: 'good.cnn', after: 'after.cnn', model: 'B', only: 'before' },
    ]);
  });

  test('shows what became of a layer', () => {
    writeFileSync(join(folder, 'wider.cnn'), NETS['good.cnn'].replace('conv(out, 3)', 'conv(out, 3, stride=2)'));
    expect(fovea(['diff', 'good.cnn', 'wider.cnn', '--model', 'A', '--format', 'json']).records()).toMatchObject([
      {
        added: [],
        removed: [],
        changed: [
          {
            path: 'c',
            before: 'conv(out=4, kernel=[3, 3]) 4×6×6',
            after: 'conv(out=4, kernel=[3, 3], stride=[2, 2]) 4×3×3',
          },
        ],
        totals: { params: { before: 112, after: 112 }, macs: { before: 3888, after: 972 } },
      },
    ]);
  });

  test('takes two files that have the model', () => {
    expect(fovea(['diff', 'good.cnn']).status).toBe(2);
    expect(fovea(['diff', 'good.cnn', 'bad.cnn', '--model', 'B'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('bad.cnn has no model B; it has M.'),
    });
  });
});

describe('fovea diff of a revision', () => {
  const repository = join(folder, 'repository', 'nets');
  const model = (out: number) => `import head from "../head.cnn"\nmodel M {\n  input(3x8x8)\n  head(${out})\n}\n`;

  beforeAll(() => {
    mkdirSync(repository, { recursive: true });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a', ...args], { cwd: join(repository, '..') });
    git('init', '--quiet');
    writeFileSync(join(repository, '../head.cnn'), 'block head(out) { conv(out, 3) }\n');
    writeFileSync(join(repository, 'net.cnn'), model(4));
    git('add', '.');
    git('commit', '--quiet', '-m', 'one');
    // Both the file and what it imports have changed since: 3·5·5·8 + 8 parameters for 3·3·3·4 + 4.
    writeFileSync(join(repository, '../head.cnn'), 'block head(out) { conv(out, 5) }\n');
    writeFileSync(join(repository, 'net.cnn'), model(8));
  });
  const at = (name: string) => `repository/nets/${name}`;

  test('takes the file and its imports as they were', () => {
    const { status, stdout } = fovea(['diff', at('net.cnn@HEAD'), at('net.cnn')]);
    expect(status).toBe(0);
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(['parameters: 112 → 608 (+443 %)', 'field: 3×3 → 5×5']));
    expect(fovea(['diff', at('net.cnn@HEAD'), at('net.cnn@HEAD')]).stdout).toContain('parameters: 112\n');
  });

  test.each([
    [at('net.cnn@v9'), 'has no revision v9.'],
    [at('net.cnn@--all'), 'has no revision --all.'],
    [at('other.cnn@HEAD'), 'other.cnn is not in revision HEAD.'],
    ['nowhere/net.cnn@HEAD', 'There is no folder nowhere.'],
    ['good.cnn@HEAD', 'good.cnn is not in a git repository'],
  ])('%s: %s', (before, message) => {
    expect(fovea(['diff', before, at('net.cnn')])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(message),
    });
  });

  test('needs git', () => {
    expect(fovea(['diff', at('net.cnn@HEAD'), at('net.cnn')], '', { PATH: '' })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('needs git, which was not found.'),
    });
  });
});

test.each(['field', 'cost'])('fovea %s tells the errors of a broken network', command => {
  expect(fovea([command, 'bad.cnn']).stderr).toContain('bad.cnn:3:11: error: ');
});

describe('fovea cost', () => {
  // 9 weights and 16 outputs: 144 multiply-accumulates; 64 + 36 + 64 bytes, 128 for the ReLU.
  const text = 'model M {\n  input(1x4x4)\n  conv(1, 3, padding=1, bias=false) -> relu\n}\n';

  test('tells what is computed and moved, for how long, and what is alive', () => {
    const { status, stdout } = fovea(['cost', '-', '--device', 'D=1K,1K'], text);
    expect(status).toBe(0);
    expect(stdout.split('\n').map(line => line.replace(/ +/g, ' ').trim())).toEqual([
      'M, for a batch of 1',
      'layer operation FLOPs share moved FLOPs/B D share',
      expect.stringMatching(/^─/),
      '0 conv 288 100 % 164 B 1.76 288 ms 69 %',
      '1 relu 0 128 B 128 ms 31 %',
      'on D a pass takes at least 416 ms',
      'activations peak at 0: 128 B, of input (64 B), 0 (64 B)',
      'training with sgd keeps at most 72 B of state and 192 B of activations',
      'training with momentum keeps at most 108 B of state and 192 B of activations',
      'training with adam keeps at most 144 B of state and 192 B of activations',
      '',
    ]);
  });

  // The weights are read once: 36 + 10 · 128.
  test('of a batch, as data', () => {
    expect(fovea(['cost', '-', '--batch', '10', '--format', 'json'], text).records()).toMatchObject([
      {
        model: 'M',
        batch: 10,
        devices: [],
        peak: { layer: '0', bytes: 1280 },
        training: { adam: { stateBytes: 144, activationBytes: 1920 } },
        layers: [
          { path: '0', flops: 2880, bytes: 1316 },
          { path: '1', flops: 0, bytes: 1280 },
        ],
      },
    ]);
  });

  test.each([
    [['cost', '-', '--batch', '0'], '--batch is a whole number from 1 on, not 0.'],
    [['cost', '-', '--device', 'D=1'], '--device is NAME=FLOPS,BYTES a second'],
    [['cost', '-', '--device', 'D=0,1G'], '--device is NAME=FLOPS,BYTES a second'],
  ])('%j', (args, message) => {
    expect(fovea(args, text)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
  });
});

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
