/** A server that is a web worker, and whose end is noticed: no event tells of one that closes itself, or is ended for its memory. */
import { BrowserMessageReader, BrowserMessageWriter, type MessageTransports } from 'vscode-languageclient/browser';

class WorkerReader extends BrowserMessageReader {
  /** To the client, as if a process had ended: it decides whether to start another. */
  ended(): void {
    this.fireClose();
  }
}

/**
 * Starts a worker, which holds a lock for as long as it lives, of its own name; who gets it next knows that it has ended.
 * https://www.w3.org/TR/web-locks/#lock-managers
 */
export function startWorker(script: string): MessageTransports {
  const name = `fovea-server-${crypto.randomUUID()}`;
  const worker = new Worker(script, { name });
  const reader = new WorkerReader(worker);
  // It has its lock before it says anything.
  const heard = reader.listen(() => {
    heard.dispose();
    whenReleased(name).then(
      () => reader.ended(),
      () => {},
    );
  });
  // Not the worker itself, which the client knows by `instanceof Worker`: this host makes workers of another class.
  return { reader, writer: new BrowserMessageWriter(worker) };
}

/**
 * VS Code puts words before the names of workers. Never, where the lock is not held: workers that are not of one origin have
 * no locks in common.
 */
async function whenReleased(name: string): Promise<void> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  const own = held.find(lock => lock.name?.endsWith(name))?.name;
  return own === undefined ? new Promise(() => {}) : navigator.locks.request(own, () => {});
}
