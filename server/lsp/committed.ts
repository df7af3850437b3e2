/** The files as the last commit has them, which the client reads from git: what the open documents are compared with. */
import type { Connection } from 'vscode-languageserver';
import type { Analysis } from '#core/analyze.ts';
import { nameOf, uriOf } from './file-names.ts';
import { COMMITTED_CHANGED, READ_COMMITTED_REQUEST } from './protocol.ts';

type Known = { readonly analysis: Analysis | undefined };

export class Committed {
  readonly #connection: Connection;
  /** Called when an analysis is ready that was asked for before. */
  readonly #ready: () => void;
  /** By file; `undefined` while its analysis is being made. */
  #known = new Map<string, Known | undefined>();

  constructor(connection: Connection, ready: () => void) {
    this.#connection = connection;
    this.#ready = ready;
    connection.onNotification(COMMITTED_CHANGED, () => {
      this.#known = new Map();
      ready();
    });
  }

  /** Undefined where there is no commit that has the file, and until it is known: nobody waits for git. */
  of(uri: string): Analysis | undefined {
    const name = nameOf(uri);
    const known = this.#known;
    if (!known.has(name)) {
      known.set(name, undefined);
      this.#load(name).then(
        analysis => {
          known.set(name, { analysis });
          if (analysis && known === this.#known) this.#ready();
        },
        (error: unknown) => this.#connection.console.error(String(error)),
      );
    }
    return known.get(name)?.analysis;
  }

  closed(uri: string): void {
    this.#known.delete(nameOf(uri));
  }

  /** What it imports is read from the commit, too. */
  async #load(name: string): Promise<Analysis | undefined> {
    const { analyze } = await import('./language.ts');
    const texts = new Map<string, string | null>();
    for (;;) {
      const missing = new Set<string>([name].filter(own => !texts.has(own)));
      const read = (file: string) => {
        const text = texts.get(file);
        if (text === undefined) missing.add(file);
        return typeof text === 'string' ? { text } : ({ problem: 'missing' } as const);
      };
      const analysis = analyze(name, { read, exists: () => true });
      if (missing.size === 0) return texts.get(name) === null ? undefined : analysis;
      await Promise.all([...missing].map(async file => texts.set(file, await this.#read(file))));
    }
  }

  #read(file: string): Promise<string | null> {
    return this.#connection.sendRequest<string | null>(READ_COMMITTED_REQUEST, { uri: uriOf(file) });
  }
}
