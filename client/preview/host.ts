/** The page's line to the extension. */
import { readToPage } from '../extension/preview/messages.ts';
import type { Provider } from './provider.ts';
import type { Tab } from './state.ts';
import type { Asset, FromPage, ToPage } from '../extension/preview/messages.ts';

interface VsCode {
  readonly postMessage: (message: FromPage) => void;
  readonly setState: (state: unknown) => void;
  readonly getState: () => unknown;
}

/** What a page leaves to the one that comes after it. The extension reads `uri` and `pinned`. */
interface Memory {
  readonly uri?: string;
  readonly tab?: Tab;
  /** The model that the page stays with. */
  readonly pinned?: string | undefined;
  /** The id of what goes in, where the page makes it itself. */
  readonly input?: string | undefined;
  /** What was drawn last, whether it goes in or not, as a PNG file in base 64. */
  readonly drawing?: string;
}

declare const acquireVsCodeApi: () => VsCode;

const { postMessage: send, setState, getState } = acquireVsCodeApi();

export const post = (message: FromPage): void => send(message);

/** What there is when the page comes back: after it was hidden, or after a reload of the window. */
export const remembered = (): Memory => (getState() as Memory | undefined) ?? {};

export const remember = (memory: Memory): void => setState({ ...remembered(), ...memory });

/** Until `signal` says that it is enough. */
export function onMessage(handle: (message: ToPage) => void, signal?: AbortSignal): void {
  const read = ({ data }: MessageEvent<unknown>): void => {
    const message = readToPage(data);
    if (message) handle(message);
  };
  addEventListener('message', read, signal && { signal });
}

/** What the extension answers to a message: the first that `read` makes something of. */
function answerTo<T>(message: FromPage, read: (answer: ToPage) => T | undefined): Promise<T> {
  return new Promise(resolve => {
    const answered = new AbortController();
    onMessage(answer => {
      const found = read(answer);
      if (found === undefined) return;
      answered.abort();
      resolve(found);
    }, answered.signal);
    post(message);
  });
}

/** Into the clipboard. Resolves once it is there. */
export async function copy(text: string): Promise<void> {
  await answerTo({ type: 'copy', text }, ({ type }) => type === 'copied' || undefined);
}

/** What the settings say shall run the networks. */
export const wishedProvider = (): Provider => (document.body.dataset['provider'] === 'webgpu' ? 'webgpu' : 'wasm');

/**
 * One of the page's own files: from its address, or else from the extension, since a webview's addresses do not work in every
 * remote window. Rejects when neither has it.
 */
export async function asset(name: Asset): Promise<Uint8Array> {
  const address = document.body.dataset[name];
  // What is packed only the extension can unpack.
  if (address === undefined) return assetFromExtension(name);
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(10_000) });
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
  } catch {
    // The extension is asked below.
  }
  return assetFromExtension(name);
}

async function assetFromExtension(name: Asset): Promise<Uint8Array> {
  const answer = await answerTo({ type: 'wantAsset', name }, message =>
    message.type === 'asset' && message.name === name ? message : undefined,
  );
  if ('bytes' in answer) return answer.bytes;
  throw new Error(answer.problem);
}
