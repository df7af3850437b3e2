/** A webview may start a worker only from a blob: its own addresses are of another origin. */
export function startWorker(script: Uint8Array): Worker {
  const url = URL.createObjectURL(new Blob([script.slice()], { type: 'text/javascript' }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  return worker;
}
