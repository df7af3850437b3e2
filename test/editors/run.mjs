// Drives `fovea serve --stdio` from Debian's Neovim, which is installed where it is not there. Without apt there is nothing to
// install it with: then a message says so. Needs a build.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

const NET = `import unit from "parts.cnn"
model Net {
  input(3x8x8)
  conv(4, 3)
  unit(4)
  rellu
}
`;
const PARTS = 'block unit(out) { conv(out, 1) }\n';

const isThere = program => spawnSync(program, ['--version']).status === 0;

if (!isThere('nvim') && isThere('apt-get')) {
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'neovim'], { stdio: 'inherit' });
}
if (isThere('nvim')) process.exitCode = runNeovim();
else console.log('Neovim: not run, since it is not here and apt cannot install it.\nNeovim: 0 passed, 0 failed');

function runNeovim() {
  const folder = mkdtempSync(join(tmpdir(), 'fovea-neovim-'));
  try {
    writeFileSync(join(folder, 'net.cnn'), NET);
    writeFileSync(join(folder, 'parts.cnn'), PARTS);
    const env = { ...process.env, NODE: process.execPath, FOVEA: join(root, 'dist/fovea.js') };
    // A script that breaks off leaves Neovim open: then the last command ends it.
    const script = ['--headless', '--clean', '-n', '-S', join(import.meta.dirname, 'neovim.lua'), '-c', 'cquit'];
    return spawnSync('nvim', script, { cwd: folder, env, stdio: 'inherit', timeout: 120_000 }).status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
