/** Owns the worker: starts it, starts it anew when it has come to an end, and hands on what it says. */
import { startWorker } from './start-worker.ts';
import type { FromWorker, ToWorker } from './worker/messages.ts';

export interface EngineFiles {
  /** The worker's script. */
  readonly worker: Uint8Array;
  /** onnxruntime's WebAssembly. */
  readonly runtime: Uint8Array;
}

export class Engine {
  readonly #files: EngineFiles;
  readonly #onMessage: (message: FromWorker) => void;
  readonly #onCrash: (message: string) => void;
  #worker: Worker;

  constructor(files: EngineFiles, onMessage: (message: FromWorker) => void, onCrash: (message: string) => void) {
    this.#files = files;
    this.#onMessage = onMessage;
    this.#onCrash = onCrash;
    this.#worker = this.#start();
  }

  post(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  /** A new worker knows no weights, and gives the memory of the old one back. */
  restart(): void {
    this.#worker.terminate();
    this.#worker = this.#start();
  }

  end(): void {
    this.#worker.terminate();
  }

  #start(): Worker {
    const worker = startWorker(this.#files.worker);
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#onMessage(data));
    worker.addEventListener('error', ({ message }) => this.#onCrash(message ?? 'The worker did not start.'));
    const runtime = this.#files.runtime.slice().buffer;
    worker.postMessage({ type: 'start', runtime } satisfies ToWorker, [runtime]);
    return worker;
  }
}
