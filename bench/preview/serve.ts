/** A page of the benchmark, in a browser of its own. */
import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../test/vscode-host/browser.mjs';

/** What the page asks for. */
const FILES: Readonly<Record<string, string>> = {
  '/page.js': 'out/bench/preview/page.js',
  '/worker.js': 'dist/preview/worker.js',
  '/ort-wasm-simd-threaded.wasm': 'dist/preview/ort-wasm-simd-threaded.wasm',
};

const PAGE = '<!doctype html><title>Benchmark</title><script type="module" src="page.js"></script>';

/** Gives `use` a page, and its browser, that nothing has run in yet. */
export async function withPage<Result>(use: (page: Page, browser: Browser) => Promise<Result>): Promise<Result> {
  const server = await serve();
  // So that what is of no use any more can be collected at will.
  const browser = await launchBrowser(['--js-flags=--expose-gc']);
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return await use(page, browser);
  } finally {
    await browser.close();
    server.close();
  }
}

function serve(): Promise<Server> {
  const server = createServer(({ url = '' }, response) => {
    const file = FILES[url];
    response.setHeader(
      'content-type',
      file?.endsWith('.wasm') ? 'application/wasm' : file ? 'text/javascript' : 'text/html',
    );
    if (file) createReadStream(file).pipe(response);
    else response.end(PAGE);
  });
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server)));
}
