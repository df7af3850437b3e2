/** What the page and its worker take of memory: and of the processor: the figures of the operating system, for the browser's renderers. */
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

/** Megabytes after each of these numbers of edits, one after the other, each time after what is of no use has been collected. */
export const afterEdits = (edited: Edited, counts: readonly number[]): Promise<readonly number[]> =>
  withPage(async (page, browser) => {
    const sizes: number[] = [];
    for (const count of counts) {
      await page.evaluate(([edit, times]) => window.bench.edit(edit, times), [edited, count] as const);
      sizes.push(await settled(page, browser));
    }
    return sizes;
  });

async function settled(page: Page, browser: Browser): Promise<number> {
  const collect = () => globalThis.gc?.();
  await page.evaluate(collect);
  for (const worker of page.workers()) await worker.evaluate(collect);
  // What was collected is given back to the system a little later.
  await new Promise(resolve => setTimeout(resolve, 2000));
  return megabytes(browser, 'VmRSS');
}

/** Of the greatest renderer: a browser may keep a spare one. */
async function megabytes(browser: Browser, field: 'VmHWM' | 'VmRSS'): Promise<number> {
  const pattern = new RegExp(String.raw`^${field}:\s+(\d+) kB`, 'm');
  const ids = await renderersOf(browser);
  return Math.max(...ids.map(id => Number(pattern.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) / 1000));
}

async function renderersOf(browser: Browser): Promise<readonly number[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/** A tick of the processor times in /proc, in milliseconds. */
const TICK = 10;

/** Milliseconds of processor time that the page, its worker and their runtime take: waiting for other programs is not in it. */
export async function processorTime(browser: Browser, action: () => Promise<void>): Promise<number> {
  const before = await ticksOf(browser);
  await action();
  return TICK * ((await ticksOf(browser)) - before);
}

/** In user and in system mode: fields 14 and 15 of proc(5)'s stat, after the program's name in brackets. */
async function ticksOf(browser: Browser): Promise<number> {
  const fields = (await renderersOf(browser)).map(id =>
    readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .slice(11, 13)
      .map(Number),
  );
  return fields.flat().reduce((sum, ticks) => sum + ticks, 0);
}
