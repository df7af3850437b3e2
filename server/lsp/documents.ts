/** The open documents and what is known of them: one analysis for a version, shared by every request. */
import { RAL } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '#core/analyze.ts';
import type { Host, SourceText } from '#core/host.ts';
import { library } from '#core/library/library.ts';
import type { FileCache, Question } from './files.ts';
import { folderOf, isInWorkspace, isWithin, nameOf, uriOf } from './file-names.ts';

/** One version of a document. The text does not change under it, as that of an open document does. */
export interface Analysed {
  readonly document: TextDocument;
  readonly analysis: Analysis;
}

interface Entry {
  readonly version: number;
  /** Undefined once it has been let go: then it is made anew. */
  analysed: Promise<Analysed | undefined> | undefined;
  /** The names of the files it asked for: when one of them changes, so may the analysis. */
  readonly asked: ReadonlySet<string>;
  /** The last analysis that was finished, of an earlier version: what its text shares with this one's is not run again. */
  earlier: Analysis | undefined;
}

export interface OpenDocuments {
  readonly get: (uri: string) => TextDocument | undefined;
  readonly all: () => readonly TextDocument[];
}

const MOST_KEPT = 16;

const SOURCES = ['.cnn'];

export class Documents {
  readonly #open: OpenDocuments;
  readonly #files: FileCache;
  readonly #entries = new Map<string, Entry>();
  readonly #made: () => void;
  readonly #closing: ((uri: string) => void)[] = [];
  /** The names of the workspace's folders. */
  #folders: readonly string[] = [];
  /** Counts the edits and requests that have been dispatched. */
  #messages = 0;

  /** `made` is called after every analysis. */
  constructor(open: OpenDocuments, files: FileCache, made: () => void = () => {}) {
    this.#open = open;
    this.#files = files;
    this.#made = made;
  }

  /** Undefined for a document that is not open. Rejects only where the core throws, which is a bug of ours. */
  analysed(uri: string): Promise<Analysed | undefined> {
    this.#messages += 1;
    const open = this.#open.get(uri);
    if (!open) return Promise.resolve(undefined);
    const known = this.#entries.get(uri);
    if (known?.version === open.version && known.analysed) return this.#keep(uri, known, known.analysed);
    const asked = new Set<string>();
    const analysed = this.#analyse(snapshot(open), asked);
    return this.#keep(uri, { version: open.version, analysed, asked, earlier: known?.earlier }, analysed);
  }

  /** The document as it is now, and what was last found out of it: mostly of an earlier version. */
  before(uri: string): Analysed | undefined {
    const open = this.#open.get(uri);
    const analysis = this.#entries.get(uri)?.earlier;
    return open && analysis && { document: snapshot(open), analysis };
  }

  /** Of the analyses only those that were asked for last are kept: an editor may have a thousand documents open. */
  #keep(uri: string, entry: Entry, analysed: Promise<Analysed | undefined>): Promise<Analysed | undefined> {
    this.#entries.delete(uri);
    this.#entries.set(uri, entry);
    const kept = [...this.#entries.values()].filter(other => other.analysed);
    for (const other of kept.slice(0, -MOST_KEPT)) other.analysed = other.earlier = undefined;
    return analysed;
  }

  openNamed(name: string): TextDocument | undefined {
    return this.#open.all().find(({ uri }) => nameOf(uri) === name);
  }

  isOpen(uri: string): boolean {
    return this.#open.get(uri) !== undefined;
  }

  /** Drops what is known of a file, and returns the URIs of the other open documents that may change with it. */
  changed(uri: string): readonly string[] {
    this.#messages += 1;
    const name = nameOf(uri);
    this.#files.forget(name);
    const dependents = [...this.#entries].filter(([, entry]) => entry.asked.has(name)).map(([dependent]) => dependent);
    for (const dependent of dependents) this.#entries.delete(dependent);
    return dependents;
  }

  closed(uri: string): readonly string[] {
    this.#entries.delete(uri);
    for (const listener of this.#closing) listener(uri);
    return this.changed(uri);
  }

  /** Calls `listener` with each document that is closed from now on. */
  whenClosed(listener: (uri: string) => void): void {
    this.#closing.push(listener);
  }

  /** Files have come or gone. */
  relist(): void {
    this.#files.relist();
  }

  setFolders(uris: readonly string[]): void {
    this.#folders = uris.map(nameOf);
    this.#entries.clear();
  }

  /** A file as far as it has been read, to turn its offsets into positions. */
  document(uri: string): TextDocument | undefined {
    const name = nameOf(uri);
    const text = library[name] ?? this.#openText(name) ?? this.#files.peek('text', name)?.text;
    return text === undefined ? undefined : TextDocument.create(uri, 'cnn', 0, text);
  }

  /** The names of the files that end so, and that `own` may name. */
  async namable(endings: readonly string[], own: string): Promise<readonly string[]> {
    return (await this.#list(endings, own)).filter(name => isInWorkspace(name, own, this.#folders));
  }

  /** In the workspace; beside `own`, too, where that is outside. */
  async #list(endings: readonly string[], own?: string): Promise<readonly string[]> {
    if (endings.length === 0) return [];
    const folders = this.#folders.map(folder => this.#files.list(folder, { endings, depth: 'all' }));
    const beside = this.#besides(own).map(folder => this.#files.list(folder, { endings, depth: 'folder' }));
    return (await Promise.all([...folders, ...beside])).flat();
  }

  #besides(own = ''): readonly string[] {
    const folder = folderOf(own);
    return folder === '' || this.#folders.some(known => isWithin(own, known)) ? [] : [folder];
  }

  /**
   * The texts of all `.cnn` files of the workspace, by name: open ones as they are in the editor. Of those beside `own`, too,
   * where that is outside.
   */
  async texts(own?: string): Promise<ReadonlyMap<string, string>> {
    const listed = await this.#list(SOURCES, own);
    const texts = new Map(this.#open.all().map(open => [nameOf(open.uri), open.getText()]));
    const unread = listed.filter(name => !texts.has(name));
    await Promise.all(
      unread.map(async name => {
        const text = await this.#files.text(name);
        if (text !== undefined) texts.set(name, text);
      }),
    );
    return texts;
  }

  /**
   * The analyses of all files of the workspace whose text fits, open or not, and of what `own` imports, since not every
   * workspace can be listed; `own` comes first, in any case.
   */
  async project(own: Analysed, fits: (text: string) => boolean): Promise<readonly Analysed[]> {
    const { file, dependencies, textOf } = own.analysis;
    const imported = dependencies.map(name => [name, textOf(name) ?? ''] as const);
    const texts = new Map([...imported, ...(await this.texts(file))]);
    const names = [...texts].filter(([name, text]) => name !== file && fits(text));
    const others = await Promise.all(names.map(([name, text]) => this.analysedNamed(name, text)));
    return [own, ...others.filter(analysed => analysed !== undefined)];
  }

  /** The analysis of a file, open or not, in its turn after what has arrived before. */
  async analysedNamed(name: string, text: string): Promise<Analysed | undefined> {
    const open = this.openNamed(name);
    if (open) return this.analysed(open.uri);
    await nextTurn();
    return this.#analyseText(TextDocument.create(uriOf(name), 'cnn', 0, text), new Set());
  }

  async #analyse(document: TextDocument, asked: Set<string>): Promise<Analysed | undefined> {
    await this.#quiet();
    // Nobody reads the answer about a version that is gone.
    const isGone = () => this.#open.get(document.uri)?.version !== document.version;
    return (await this.#analyseText(document, asked, isGone)) ?? this.analysed(document.uri);
  }

  /** Lets what has already arrived come first: an analysis per key of a burst would be a queue. */
  async #quiet(): Promise<void> {
    for (let before = NaN; before !== this.#messages;) {
      before = this.#messages;
      await nextTurn();
      await nextTurn();
    }
  }

  /** Undefined once `isGone` is true. */
  async #analyseText(
    document: TextDocument,
    asked: Set<string>,
    isGone: () => boolean = () => false,
  ): Promise<Analysed | undefined> {
    const { analyze } = await import('./language.ts');
    for (;;) {
      if (isGone()) return undefined;
      const missing = new Map<string, Question>();
      const entry = this.#entries.get(document.uri);
      const host = this.#host(document, asked, missing);
      const analysis = analyze(nameOf(document.uri), host, undefined, entry?.earlier);
      if (entry) entry.earlier = analysis;
      this.#made();
      if (missing.size === 0) return { document, analysis };
      await Promise.all([...missing].map(([name, question]) => this.#files.load(question, name)));
    }
  }

  /** Answers from what is open or has been read; notes what was asked, and what of it must be loaded first. */
  #host(document: TextDocument, asked: Set<string>, missing: Map<string, Question>): Host {
    const own = nameOf(document.uri);
    const peek = (question: Question, name: string) => {
      asked.add(name);
      const answer = this.#files.peek(question, name);
      if (!answer) missing.set(name, question);
      return answer;
    };
    return {
      read: name => {
        if (name === own) return { text: document.getText() };
        if (!isInWorkspace(name, own, this.#folders)) return { problem: 'outside' };
        asked.add(name);
        return sourceText(this.#openText(name) ?? peek('text', name)?.text);
      },
      exists: name => isInWorkspace(name, own, this.#folders) && (peek('presence', name)?.exists ?? true),
    };
  }

  #openText(name: string): string | undefined {
    return this.openNamed(name)?.getText();
  }
}

const snapshot = (open: TextDocument): TextDocument =>
  TextDocument.create(open.uri, open.languageId, open.version, open.getText());

const sourceText = (text: string | undefined): SourceText => (text === undefined ? { problem: 'missing' } : { text });

/** One message is dispatched a turn: this is the protocol's own. */
const nextTurn = (): Promise<void> =>
  new Promise(resolve => {
    RAL().timer.setImmediate(resolve);
  });
