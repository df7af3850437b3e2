/**
 * What a web worker of the server starts with. VS Code starts workers from classic scripts, and such a one cannot be in
 * parts: it takes in the modules beside it, and keeps what the client says in the meantime.
 */
const waiting: unknown[] = [];
const keep = ({ data }: MessageEvent): void => void waiting.push(data);
self.addEventListener('message', keep);

/** Not a literal, which would be bundled. It is looked for beside this script. */
const server: string = './server/main.js';
const start = (): Promise<void> =>
  import(server).then(
    () => {
      self.removeEventListener('message', keep);
      for (const data of waiting) self.dispatchEvent(new MessageEvent('message', { data }));
    },
    (error: unknown) => {
      reportError(error);
      self.close();
    },
  );

/** Held till the worker ends, however it does: so the client notices. Where no locks are to be had it goes without. */
const forever = new Promise<never>(() => {});
const hold = (): Promise<never> => {
  // Before anything can go wrong the client hears that there is a lock to wait for; it may ignore what begins with `$/`.
  // A worker has no window to post to.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  self.postMessage({ jsonrpc: '2.0', method: '$/held' });
  void start();
  return forever;
};
if (self.name === '' || !navigator.locks) void start();
else navigator.locks.request(self.name, hold).catch(start);
