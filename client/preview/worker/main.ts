/** The worker: one warm onnxruntime, one run at a time, the newest request first. */
import * as onnx from 'onnxruntime-web/wasm';
import { failureOf } from './failure.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { runProgram } from './runner.ts';
import { WeightStore } from './weights.ts';

type Run = Extract<ToWorker, { readonly type: 'run' }>;

const store = new WeightStore();
let wanted: Run | undefined;
let busy = false;

// Threads need a cross-origin isolated page, which a webview is not.
onnx.env.wasm.numThreads = 1;

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'start':
      onnx.env.wasm.wasmBinary = data.runtime;
      return;
    case 'weights':
      store.setFile(data.file, data.bytes);
      return;
    case 'run':
      wanted = data;
      if (!busy) void work();
  }
});

async function work(): Promise<void> {
  busy = true;
  for (let next = wanted; next !== undefined; next = wanted) {
    wanted = undefined;
    await run(next);
  }
  busy = false;
}

async function run({ id, program, given, ...options }: Run): Promise<void> {
  try {
    for await (const part of runProgram(onnx, program, given, store, options)) {
      if (part.kind === 'result') post({ type: 'done', id, result: part.result });
      else post({ type: 'layers', id, shapes: part.shapes, layers: part.layers }, part.spent);
      await messagesArrive();
      if (wanted !== undefined) return;
    }
  } catch (error) {
    post({ type: 'failed', id, ...failureOf(error) });
  }
}

/** A network's maps may have a hundred megabytes: what is transferred is not copied. */
const post = (message: FromWorker, transfer: readonly Transferable[] = []): void =>
  postMessage(message, { transfer: [...transfer] });

/** What is posted here comes after the messages that came while WebAssembly was running; a timer would wait four milliseconds. */
const { port1: here, port2: queue } = new MessageChannel();
here.start();

const messagesArrive = (): Promise<void> =>
  new Promise(resolve => {
    here.addEventListener('message', () => resolve(), { once: true });
    // A port of our own, not a window.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    queue.postMessage(null);
  });
