import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { NETS, cliProgram } from '../../test/support/cli-program.ts';

const { folder, fovea } = await cliProgram();

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
