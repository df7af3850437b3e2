/** The command line as a user runs it: a process of its own, in a folder of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll } from 'vitest';
import { nodeModule } from '../../scripts/support/node-module.mjs';
import { writeTranslations } from './chinese.ts';

export const NETS = {
  'good.cnn': 'model A(out=4) {\n  input(3x8x8)\n  c = conv(out, 3)\n}\n\nmodel B {\n  input(1x4x4)\n  relu\n}\n',
  'bad.cnn': 'model M {\n  input(3x8x8)\n  conv(4, 9)\n  relu\n}\n',
};

const built = build({
  ...nodeModule(),
  entryPoints: [join(import.meta.dirname, '../../server/cli/main.ts')],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  loader: { '.cnn': 'text' },
  write: false,
});

/** For one file of tests: a folder with `NETS`, the program and its Chinese, until its tests have run. */
export async function cliProgram() {
  const folder = mkdtempSync(join(tmpdir(), 'fovea-cli-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const { outputFiles } = await built;
  for (const [name, text] of Object.entries({ ...NETS, 'fovea.js': outputFiles[0]?.text ?? '' }))
    writeFileSync(join(folder, name), text);
  writeTranslations(folder);

  function fovea(args: readonly string[], input = '', env: NodeJS.ProcessEnv = process.env) {
    const run = spawnSync(process.execPath, [join(folder, 'fovea.js'), ...args], {
      cwd: folder,
      input,
      env,
      encoding: 'utf8',
    });
    const { status, stdout, stderr } = run;
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
  return { folder, fovea };
}
