/** The worker: one warm onnxruntime, one run at a time, the newest request first. */
import * as onnx from 'onnxruntime-web/wasm';
import type { FromWorker, ToWorker } from './messages.ts';
import { CannotRun, runProgram } from './runner.ts';
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

async function run({ id, program, pictures, ...options }: Run): Promise<void> {
  try {
    for await (const part of runProgram(onnx, program, pictures, store, options)) {
      if (part.kind === 'result') post({ type: 'done', id, result: part.result });
      else post({ type: 'layers', id, shapes: part.shapes, layers: part.layers }, part.spent);
      await messagesArrive();
      if (wanted !== undefined) return;
    }
  } catch (error) {
    post({ type: 'failed', id, ...describe(error) });
  }
}

/** What went wrong, and whether only a new worker helps. */
function describe(error: unknown): { readonly message: string; readonly fatal: boolean } {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof CannotRun) return { message, fatal: false };
  if (/bad_alloc|out of memory|memory access|allocation failed/i.test(message))
    return {
      message: `The network needs more memory than WebAssembly has. A smaller input takes less. (${message})`,
      fatal: true,
    };
  return {
    message: `onnxruntime cannot run the network. ${message}`,
    fatal: /aborted|no available backend/i.test(message),
  };
}

/** A network's maps may have a hundred megabytes: what is transferred is not copied. */
const post = (message: FromWorker, transfer: readonly Transferable[] = []): void =>
  postMessage(message, { transfer: [...transfer] });

/** Lets the messages in that came while WebAssembly was running. */
const messagesArrive = (): Promise<void> => new Promise(resolve => setTimeout(resolve));
