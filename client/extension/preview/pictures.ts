/** Which pictures a model can be shown: those beside its file, and any other that the user opens. */
import * as vscode from 'vscode';
import { messageOf } from '#core/message-of.ts';
import { fileName, readBytes } from './files.ts';
import { freeName } from './free-name.ts';
import type { ToPage } from './messages.ts';
import { keepPicture } from './own-pictures.ts';

const EXTENSIONS = ['png', 'jpg', 'jpeg', 'webp', 'gif', 'bmp'];

/** A gallery, not an archive. */
const MOST = 64;
/** As many of a file's as are kept of all. */
const MOST_ADDED = 16;

export class Pictures {
  readonly #document: vscode.Uri;
  readonly #memory: vscode.Memento;
  readonly #storage: vscode.Uri;
  #files: readonly vscode.Uri[] = [];
  /** By id: what could not be written is shown for as long as the preview is there. */
  readonly #unwritten = new Map<string, Uint8Array>();

  /** `context` keeps the choice for each document, what was added to it, and pictures that are no files. */
  constructor(document: vscode.Uri, context: vscode.ExtensionContext) {
    this.#document = document;
    this.#memory = context.workspaceState;
    this.#storage = vscode.Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'pictures');
  }

  /** The pictures beside the document and those that were added, and the one to begin with: the user's choice, else the first. */
  async list(): Promise<ToPage> {
    const all = [...(await picturesBeside(this.#document)), ...(await this.#added())];
    this.#files = [...new Map(all.map(file => [file.toString(), file])).values()];
    const chosen = this.#memory.get<string>(this.#key('picture'));
    return this.#message(this.#files.find(file => file.toString() === chosen) ?? this.#files[0]);
  }

  /** Asks for a picture; undefined when the user has none in mind. */
  async open(): Promise<ToPage | undefined> {
    const [file] =
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Choose Picture'),
        filters: { [vscode.l10n.t('Pictures')]: EXTENSIONS },
      })) ?? [];
    return file && this.#show(file);
  }

  /** Keeps a picture that is no file yet. */
  async add(name: string, bytes: Uint8Array): Promise<ToPage> {
    const file = await keepPicture(this.#storage, name, bytes).catch((error: unknown) => {
      void vscode.window.showWarningMessage(vscode.l10n.t('{0} cannot be kept. {1}', name, messageOf(error)));
      return this.#holdPicture(name, bytes);
    });
    return this.#show(file);
  }

  #holdPicture(name: string, bytes: Uint8Array): vscode.Uri {
    const held = [...this.#unwritten.keys()].map(id => fileName(vscode.Uri.parse(id)));
    const file = vscode.Uri.from({ scheme: 'fovea-picture', path: `/${freeName(name, held)}` });
    this.#unwritten.set(file.toString(), bytes);
    return file;
  }

  async #show(file: vscode.Uri): Promise<ToPage> {
    const id = file.toString();
    if (!this.#has(id)) {
      this.#files = [...this.#files, file];
      await this.#memory.update(this.#key('pictures'), [...this.#addedIds(), id].slice(-MOST_ADDED));
    }
    await this.choose(id);
    return this.#message(file);
  }

  async choose(id: string): Promise<void> {
    if (this.#has(id)) await this.#memory.update(this.#key('picture'), id);
  }

  /** Only what is in the list is read, whatever a page may ask for. */
  async read(id: string): Promise<ToPage> {
    if (!this.#has(id))
      return { type: 'picture', id, problem: vscode.l10n.t('It is not among the pictures of this file.') };
    const bytes = this.#unwritten.get(id);
    return { type: 'picture', id, ...(bytes ? { bytes } : await readBytes(vscode.Uri.parse(id))) };
  }

  #key(what: 'picture' | 'pictures'): string {
    return `fovea.${what}:${this.#document.toString()}`;
  }

  #addedIds(): readonly string[] {
    return this.#memory.get<readonly string[]>(this.#key('pictures'), []);
  }

  #has(id: string): boolean {
    return this.#files.some(file => file.toString() === id);
  }

  /** Those that the user has added at any time, as far as they are still there. */
  async #added(): Promise<readonly vscode.Uri[]> {
    const files = this.#addedIds().map(id => vscode.Uri.parse(id));
    const there = await Promise.all(files.map(file => this.#unwritten.has(file.toString()) || exists(file)));
    return files.filter((_, index) => there[index]);
  }

  #message(chosen: vscode.Uri | undefined): ToPage {
    const pictures = this.#files.map(file => ({ id: file.toString(), name: fileName(file) }));
    return { type: 'pictures', pictures, ...(chosen && { chosen: chosen.toString() }) };
  }
}

const exists = (file: vscode.Uri): Thenable<boolean> =>
  vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );

/** Of `lenet.cnn`: those in the folder `lenet` beside it, then those in `pictures`. */
async function picturesBeside(document: vscode.Uri): Promise<readonly vscode.Uri[]> {
  if (document.scheme === 'untitled') return [];
  const stem = fileName(document).replace(/\.[^.]*$/, '');
  const folders = [stem, 'pictures'].map(name => vscode.Uri.joinPath(document, '..', name));
  return (await Promise.all(folders.map(picturesIn))).flat().slice(0, MOST);
}

async function picturesIn(folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder).then(
    found => found,
    () => [],
  );
  return entries
    .filter(([name, type]) => type !== vscode.FileType.Directory && isPicture(name))
    .map(([name]) => name)
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map(name => vscode.Uri.joinPath(folder, name));
}

const isPicture = (name: string): boolean => EXTENSIONS.includes(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
