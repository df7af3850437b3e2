/** What a worker does: one warm onnxruntime, one run at a time, the newest request first; a study goes on between runs. */
import type * as Onnx from 'onnxruntime-web/wasm';
import { CannotRun, failureOf, Refusal } from './failure.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { occlude } from './occlude.ts';
import type { Runtime } from './run-graph.ts';
import { runProgram } from './runner.ts';
import { layerTimes } from './times.ts';
import { WeightStore } from './weights.ts';

type Run = Extract<ToWorker, { readonly type: 'run' }>;
type StudyRequest = Extract<ToWorker, { readonly type: 'study' }>;

/** What runs the networks. */
export interface Backend {
  readonly runtime: Runtime;
  readonly env: typeof Onnx.env;
  /** Rejects with why this backend is of no use here. Asked once, before the first run. */
  readonly check?: () => Promise<void>;
  /** Whether what it cannot do another backend may be able to. */
  readonly isReplaceable: boolean;
}

/** Answers the page's messages, for as long as the worker lives. */
export function serve(backend: Backend): void {
  const { runtime, env, isReplaceable } = backend;
  const store = new WeightStore();
  let checked: Promise<void> | undefined;
  let wanted: Run | undefined;
  /** The study that goes on. */
  let study: AsyncGenerator<FromWorker> | undefined;
  let busy = false;

  // Threads need a cross-origin isolated page, which a webview is not.
  env.wasm.numThreads = 1;

  addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
    switch (data.type) {
      case 'start':
        env.wasm.wasmBinary = data.runtime;
        return;
      case 'weights':
        store.setFile(data.file, data.bytes);
        return;
      case 'run':
        wanted = data;
        if (!busy) void work();
        return;
      case 'study':
        study = studied(data);
        if (!busy) void work();
        return;
      case 'endStudy':
        study = undefined;
    }
  });

  async function work(): Promise<void> {
    busy = true;
    while (wanted !== undefined || study !== undefined) {
      const next = wanted;
      wanted = undefined;
      if (next) await run(next);
      else if (study) await goOn(study);
    }
    busy = false;
  }

  /** Takes a study one step further. One that was ended meanwhile lets go of what it holds. */
  async function goOn(current: AsyncGenerator<FromWorker>): Promise<void> {
    const { value, done } = await current.next();
    await messagesArrive();
    if (current !== study) return void (await current.return(undefined));
    if (done) study = undefined;
    else post(value);
  }

  async function* studied({ id, study: wish, ...request }: StudyRequest): AsyncGenerator<FromWorker> {
    try {
      await (checked ??= backend.check?.() ?? Promise.resolve());
      if (wish.kind === 'times')
        for await (const time of layerTimes(runtime, request, store)) yield { type: 'time', id, ...time };
      else
        for await (const result of occlude(runtime, request, store, wish.target))
          yield { type: 'occlusion', id, ...result };
      yield { type: 'studied', id };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) return yield refusal;
      const { message, fatal } = failureOf(error);
      yield fatal ? { type: 'failed', id, message, fatal } : { type: 'studied', id, problem: message };
    }
  }

  async function run({ id, program, given, ...options }: Run): Promise<void> {
    try {
      await (checked ??= backend.check?.() ?? Promise.resolve());
      for await (const part of runProgram(runtime, program, given, store, options)) {
        if (part.kind === 'result') post({ type: 'done', id, result: part.result });
        else post({ type: 'layers', id, shapes: part.shapes, layers: part.layers }, part.spent);
        await messagesArrive();
        if (wanted !== undefined) return;
      }
    } catch (error) {
      post(refusalOf(error) ?? { type: 'failed', id, ...failureOf(error) });
    }
  }

  /** A network that is too large here is too large everywhere. */
  function refusalOf(error: unknown): FromWorker | undefined {
    if (!isReplaceable || (error instanceof CannotRun && !(error instanceof Refusal))) return undefined;
    return { type: 'refused', message: failureOf(error).message };
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
