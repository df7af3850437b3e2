/** The weights file of the model that is previewed: read, watched, read again. */
import * as vscode from 'vscode';
import { uriOf } from '../../../server/lsp/file-names.ts';
import { fileName, readBytes } from './files.ts';
import type { ToPage } from './messages.ts';

type WeightsMessage = Extract<ToPage, { readonly type: 'weights' }>;

export class WeightsFile {
  readonly #onChange: () => void;
  #name: string | undefined;
  #watcher: vscode.FileSystemWatcher | undefined;

  /** `onChange` is called when the file that was read last has changed on disk. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** What the page has to be told before a program with this file: nothing when it has it already. */
  async messageFor(name: string | undefined): Promise<WeightsMessage | undefined> {
    if (name === this.#name) return undefined;
    this.#name = name;
    this.#watcher?.dispose();
    this.#watcher = name === undefined ? undefined : this.#watch(vscode.Uri.parse(uriOf(name)));
    return name === undefined ? undefined : readWeights(name);
  }

  /** What the page was told last, for when it has lost it. */
  async again(): Promise<WeightsMessage | undefined> {
    return this.#name === undefined ? undefined : readWeights(this.#name);
  }

  /** A new page has been told nothing. */
  forget(): void {
    this.#name = undefined;
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

async function readWeights(name: string): Promise<WeightsMessage> {
  const file = vscode.Uri.parse(uriOf(name));
  const content = await readBytes(file);
  if ('bytes' in content) return { type: 'weights', file: name, ...content };
  const problem = vscode.l10n.t(
    'The weights file {0} cannot be read; all weights are drawn from the seed. {1}',
    fileName(file),
    content.problem,
  );
  return { type: 'weights', file: name, problem };
}
