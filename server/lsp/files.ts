/** The files of the workspace that are not open, as they were last read. */
import { nameOf, uriOf } from './file-names.ts';

/** How a product of the server reaches files: Node reads them itself, a web worker asks its client. */
export interface FileAccess {
  /** Undefined where there is no such file. */
  readonly read: (uri: string) => Promise<string | undefined>;
  readonly exists: (uri: string) => Promise<boolean>;
  /** The URIs of the files that are sought in a folder. */
  readonly list: (folder: string, sought: Sought) => Promise<readonly string[]>;
}

export interface Sought {
  /** How the names may end: `.cnn`. */
  readonly endings: readonly string[];
  readonly depth: 'folder' | 'all';
}

/** What the core wants to know of a file: its text, or only whether it is there. */
export type Question = 'text' | 'presence';

/** Whether a folder is listed anew each time, or once until `relist`: where the client watches the files. */
export type Listing = 'fresh' | 'kept';

/** In milliseconds. */
const MOMENT = 2000;

interface Answer {
  readonly text: string | undefined;
  readonly exists: boolean;
}

interface Slot {
  answer?: Answer;
  /** Done when the answer is there. */
  readonly loading: Promise<void>;
}

/**
 * The core reads synchronously and files do not. So the core is run against what is known here; what it asked for in
 * vain is loaded, and it is run again.
 */
export class FileCache {
  readonly #access: FileAccess;
  readonly #slots: Record<Question, Map<string, Slot>> = { text: new Map(), presence: new Map() };
  /** By folder and what is sought in it; each for as long as it holds, in milliseconds. */
  readonly #listings = new Map<string, { readonly names: Promise<readonly string[]>; readonly until: number }>();
  readonly #listing: Listing;

  constructor(access: FileAccess, listing: Listing = 'fresh') {
    this.#access = access;
    this.#listing = listing;
  }

  /** Undefined until the file has been loaded. */
  peek(question: Question, name: string): Answer | undefined {
    return this.#slots[question].get(name)?.answer;
  }

  /** A file that is being read is not read again: two analyses would take turns to undo what the other waits for. */
  load(question: Question, name: string): Promise<void> {
    const slots = this.#slots[question];
    const known = slots.get(name);
    if (known) return known.loading;
    // A slot that is forgotten while its file is being read is no longer in the map: its late answer reaches nobody.
    const loading = this.#ask(question, uriOf(name)).then(
      answer => {
        slot.answer = answer;
      },
      (error: unknown) => {
        if (slots.get(name) === slot) slots.delete(name);
        throw error;
      },
    );
    const slot: Slot = { loading };
    slots.set(name, slot);
    return loading;
  }

  /** The text of a file, read if it has not been. */
  async text(name: string): Promise<string | undefined> {
    if (!this.peek('text', name)) await this.load('text', name);
    return this.peek('text', name)?.text;
  }

  /** The names of the files that are sought in a folder. */
  list(folder: string, sought: Sought): Promise<readonly string[]> {
    const key = [...sought.endings, sought.depth, folder].join(' ');
    const known = this.#listings.get(key);
    if (known && performance.now() < known.until) return known.names;
    const names = this.#access.list(uriOf(folder), sought).then(uris => uris.map(nameOf));
    this.#listings.set(key, { names, until: performance.now() + this.#lifeOf(sought) });
    names.catch(() => this.#listings.delete(key));
    return names;
  }

  /** A folder alone is sought in where there is no workspace, and nobody watches: a moment's typing asks once. */
  #lifeOf({ depth }: Sought): number {
    if (depth === 'folder') return MOMENT;
    return this.#listing === 'kept' ? Infinity : 0;
  }

  /** Files have come or gone. */
  relist(): void {
    this.#listings.clear();
  }

  forget(name: string): void {
    for (const slots of Object.values(this.#slots)) slots.delete(name);
  }

  async #ask(question: Question, uri: string): Promise<Answer> {
    if (question === 'presence') return { text: undefined, exists: await this.#access.exists(uri) };
    const text = await this.#access.read(uri);
    return { text, exists: text !== undefined };
  }
}
