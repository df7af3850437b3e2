// Drives `fovea serve --stdio` from another editor, `neovim` or `emacs`: that of the system, or Debian's, which is installed
// where it is not there. Without apt there is nothing to install it with: then a message says so. Needs a build.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasApt, installPackages } from '../../scripts/support/debian.mjs';

const here = import.meta.dirname;

/**
 * @typedef {object} Editor
 * @property {string} name
 * @property {readonly string[]} probe Succeeds where the editor is there with all that it needs.
 * @property {readonly (readonly string[])[]} packages Installed one after the other, until it is there.
 * @property {readonly string[]} command Runs its script, which prints the tally.
 */

/** @type {Readonly<Record<string, Editor>>} */
const editors = {
  neovim: {
    name: 'Neovim',
    probe: ['nvim', '--version'],
    packages: [['neovim']],
    // A script that breaks off leaves Neovim open: then the last command ends it.
    command: ['nvim', '--headless', '--clean', '-n', '-S', join(here, 'neovim.lua'), '-c', 'cquit'],
  },
  emacs: {
    name: 'Emacs',
    probe: ['emacs', '--batch', '--no-init-file', '--eval', "(progn (package-initialize) (require 'eglot))"],
    // From 29 on eglot is a part of it.
    packages: [['emacs-nox'], ['elpa-eglot']],
    command: ['emacs', '--batch', '--no-init-file', '--load', join(here, 'emacs.el')],
  },
};

const NET = `import unit from "parts.cnn"
model Net {
  input(3x8x8)
  conv(4, 3)
  unit(4)
  rellu
}
`;
const PARTS = 'block unit(out) { conv(out, 1) }\n';

const editor = editors[process.argv[2] ?? ''];
if (!editor) throw new Error(`Name one of ${Object.keys(editors).join(', ')}.`);
if (await ensure(editor)) process.exitCode = drive(editor);
else if (hasApt()) process.exitCode = 1;
else console.log(`${editor.name} is not here, and there is no apt-get to install it with: not run.`);

/** @param {Editor} editor */
async function ensure({ name, probe: [program, ...args], packages }) {
  const isThere = () => spawnSync(program, args).status === 0;
  for (const some of packages) {
    if (isThere()) return true;
    if (!hasApt()) return false;
    console.log(`Installing ${some.join(' and ')} with apt-get, for ${name} …`);
    if (!(await installPackages(some))) return false;
  }
  return isThere();
}

/** @param {Editor} editor @returns {number} The exit status. */
function drive({ command: [program, ...args] }) {
  const folder = mkdtempSync(join(tmpdir(), 'fovea-editor-'));
  try {
    writeFileSync(join(folder, 'net.cnn'), NET);
    writeFileSync(join(folder, 'parts.cnn'), PARTS);
    const server = { NODE: process.execPath, FOVEA: join(here, '../../dist/fovea.js') };
    const env = { ...process.env, ...server, HOME: folder };
    return spawnSync(program, args, { cwd: folder, env, stdio: 'inherit', timeout: 120_000 }).status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
