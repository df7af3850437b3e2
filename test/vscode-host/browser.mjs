import { chromium } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
];

/** A headless Chromium without a profile of its own; the program is the one that CHROMIUM names. */
export const launchBrowser = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });

/**
 * The address of a workbench.
 * @param {number} port
 * @param {string} folder The workspace, an absolute path.
 * @param {readonly (readonly [string, string])[]} payload What the workbench is told besides.
 */
export function workbenchAddress(port, folder, payload = []) {
  const query = new URLSearchParams({ folder });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `http://127.0.0.1:${port}/?${query}`;
}
