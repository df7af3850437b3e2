/** How long after an edit the maps of all layers are in the page: the worker that is shipped, in Chromium, on one thread. */
import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { launchBrowser } from '../../test/vscode-host/browser.mjs';
import type { Repetition, Times } from '../measure.ts';
import { fact, heading, ratio } from '../report.ts';
import { sample } from '../sample.ts';
import type { Edited, PreviewTimes } from './page.ts';

/** What the page asks for. */
const FILES: Readonly<Record<string, string>> = {
  '/page.js': 'out/bench/preview/page.js',
  '/worker.js': 'dist/preview/worker.js',
  '/ort-wasm-simd-threaded.wasm': 'dist/preview/ort-wasm-simd-threaded.wasm',
};

const PAGE = '<!doctype html><title>Benchmark</title><script type="module" src="page.js"></script>';

interface Case extends Repetition {
  readonly file: string;
  readonly model: string;
}

/** The greatest comes last: WebAssembly's memory never shrinks. */
const CASES: readonly Case[] = [
  { file: 'lenet.cnn', model: 'LeNet5', warm: 20, runs: 100 },
  { file: 'mobilenet_v2.cnn', model: 'MobileNetV2', warm: 3, runs: 20 },
  { file: 'resnet.cnn', model: 'ResNet18', warm: 3, runs: 20 },
  { file: 'unet.cnn', model: 'UNet', warm: 2, runs: 10 },
  { file: 'vgg16.cnn', model: 'VGG16', warm: 2, runs: 10 },
];

export async function benchPreview(): Promise<void> {
  heading(
    'An edit, until all maps are in the page / a run of onnxruntime-web for the last output alone, in the same page',
  );
  if (!process.env['CHROMIUM'])
    return fact('not measured, for want of Chromium:', 'npm run bench:preview installs one');
  const server = await serve();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    for (const { file, model, ...repetition } of CASES) {
      const run = [edited(file, model), repetition] as const;
      report(model, await page.evaluate(([edit, times]) => window.benchPreview(edit, times), run));
    }
  } finally {
    await browser.close();
    server.close();
  }
}

function report(model: string, { program, maps, raw }: PreviewTimes): void {
  ratio(`${model}, from the edited text to its maps`, added(program, maps), raw);
  ratio(`${model}, from the program to its maps`, maps, raw);
}

const added = (some: Times, others: Times): Times => some.map((time, index) => time + (others[index] ?? NaN));

/** One class more than by default. */
function edited(file: string, model: string): Edited {
  const before = sample(file);
  const definition = new RegExp(String.raw`(?<=model ${model}\(classes=)\d+`);
  return { model, texts: [before, before.replace(definition, classes => String(Number(classes) + 1))] };
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
