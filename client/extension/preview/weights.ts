/** The weights file of the model that is previewed: read, watched, read again. */
import * as vscode from 'vscode';
import { isInWorkspace, nameOf, uriOf } from '../../../server/lsp/file-names.ts';
import { fileName, readBytes } from './files.ts';
import type { ToPage } from './messages.ts';

type WeightsMessage = Extract<ToPage, { readonly type: 'weights' }>;

export class WeightsFile {
  readonly #onChange: () => void;
  #file: Named | undefined;
  #watcher: vscode.FileSystemWatcher | undefined;

  /** `onChange` is called when the file that was read last has changed on disk. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** What the page has to be told before a program with this file: nothing when it has it already. */
  async messageFor(document: vscode.Uri, name: string | undefined): Promise<WeightsMessage | undefined> {
    if (name === this.#file?.name) return undefined;
    this.#watcher?.dispose();
    this.#file = name === undefined ? undefined : { document, name };
    this.#watcher = name === undefined ? undefined : this.#watch(vscode.Uri.parse(uriOf(name)));
    return this.again();
  }

  /** What the page was told last, for when it has lost it. */
  async again(): Promise<WeightsMessage | undefined> {
    return this.#file && readWeights(this.#file);
  }

  /** A new page has been told nothing. */
  forget(): void {
    this.#file = undefined;
  }

  dispose(): void {
    this.#watcher?.dispose();
  }

  #watch(file: vscode.Uri): vscode.FileSystemWatcher {
    const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(file, '..'), fileName(file));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const changed = () => {
      this.forget();
      this.#onChange();
    };
    watcher.onDidChange(changed);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
    return watcher;
  }
}

/** A file of weights, and the document that names it. */
interface Named {
  readonly document: vscode.Uri;
  readonly name: string;
}

async function readWeights({ document, name }: Named): Promise<WeightsMessage> {
  const file = vscode.Uri.parse(uriOf(name));
  const content = isForIt(document, name)
    ? await readBytes(file)
    : { problem: vscode.l10n.t('It is outside the workspace, where nothing is read that a document names.') };
  if ('bytes' in content) return { type: 'weights', file: name, ...content };
  const problem = vscode.l10n.t(
    'The weights file {0} cannot be read; all weights are drawn from the seed. {1}',
    fileName(file),
    content.problem,
  );
  return { type: 'weights', file: name, problem };
}

/** A document may come from anywhere: what it names is read only where its workspace is. */
const isForIt = (document: vscode.Uri, name: string): boolean =>
  isInWorkspace(
    name,
    nameOf(document.toString()),
    (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => nameOf(uri.toString())),
  );
