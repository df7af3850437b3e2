/** What the page and its worker take of memory: the figures of the operating system, for the browser's renderers. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { Edited } from './edits.ts';
import { withPage } from './serve.ts';

/** Megabytes at the peak of one run in a fresh page. */
export const peakOf = (way: 'once' | 'onceRaw', edited: Edited): Promise<number> =>
  withPage(async (page, browser) => {
    await page.evaluate(([name, edit]) => window.bench[name](edit), [way, edited] as const);
    return megabytes(browser, 'VmHWM');
  });

/** Megabytes before and after 100 edits, each after what is of no use has been collected. */
export const beforeAndAfterEdits = (edited: Edited): Promise<readonly [before: number, after: number]> =>
  withPage(async (page, browser) => {
    await page.evaluate(edit => window.bench.edit(edit, 20), edited);
    const before = await settled(page, browser);
    await page.evaluate(edit => window.bench.edit(edit, 100), edited);
    return [before, await settled(page, browser)];
  });

async function settled(page: Page, browser: Browser): Promise<number> {
  await page.requestGC();
  // The worker's isolate collects when it has nothing to do.
  await new Promise(resolve => setTimeout(resolve, 3000));
  return megabytes(browser, 'VmRSS');
}

/** Of the greatest renderer: a browser may keep a spare one. */
async function megabytes(browser: Browser, field: 'VmHWM' | 'VmRSS'): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const pattern = new RegExp(String.raw`^${field}:\s+(\d+) kB`, 'm');
  return Math.max(
    ...renderers.map(({ id }) => Number(pattern.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) / 1000),
  );
}
