import { findProgram } from './find-program.mjs';
import { run } from './run.mjs';

/** @returns {boolean} Whether packages can be installed with apt-get: by this user, or with sudo where it asks nothing. */
export const hasApt = () => findProgram('apt-get') !== undefined;

/**
 * Installs packages of Debian or of what is made from it; says so where that fails.
 * @param {readonly string[]} packages
 * @returns {Promise<boolean>} Whether they are there now.
 */
export async function installPackages(packages) {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const aptGet = [...asRoot, 'apt-get', '-y', '-q', '-o', 'DPkg::Lock::Timeout=300'];
  for (const command of [
    [...aptGet, 'update'],
    [...aptGet, 'install', '--no-install-recommends', ...packages],
  ]) {
    const { status, output } = await run(command, { env: { DEBIAN_FRONTEND: 'noninteractive' }, quiet: true });
    if (status === 0) continue;
    console.log(`apt-get could not do it:\n${output.slice(-600)}`);
    return false;
  }
  return true;
}
