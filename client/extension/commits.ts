/** Files as the last commit has them, by the git extension that VS Code ships. Without it there is nothing to read. */
import * as vscode from 'vscode';

/**
 * What is used of its interface, version 1:
 * https://github.com/microsoft/vscode/blob/main/extensions/git/src/api/git.d.ts.
 */
interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  /** Throws while git is not enabled. */
  readonly getAPI: (version: 1) => Git;
}

interface Git {
  readonly repositories: readonly Repository[];
  readonly onDidOpenRepository: vscode.Event<Repository>;
  readonly onDidCloseRepository: vscode.Event<Repository>;
  readonly getRepository: (uri: vscode.Uri) => Repository | null;
}

interface Repository {
  readonly state: {
    readonly HEAD: { readonly commit?: string } | undefined;
    readonly onDidChange: vscode.Event<void>;
  };
  /** Rejected where the commit does not have the file. */
  readonly show: (commit: string, path: string) => Promise<string>;
}

const SETTING = 'fovea.lenses.sinceCommit';

export class Commits implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[] = [this.#changed];
  #git: Git | undefined;

  /** There is another commit, or the user wants to compare with it, or no longer does. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#subscriptions.push(
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration(SETTING)) this.#changed.fire();
      }),
    );
    // An extension host without git has no such lenses; that is no error.
    this.#connect().catch(() => undefined);
  }

  /** Null where there is no commit, or the file is not in it, or nobody wants to know. */
  async read(uri: vscode.Uri): Promise<string | null> {
    const repository = isWanted() ? this.#git?.getRepository(uri) : undefined;
    const commit = repository?.state.HEAD?.commit;
    if (!repository || commit === undefined) return null;
    try {
      return await repository.show(commit, uri.fsPath);
    } catch {
      return null;
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #connect(): Promise<void> {
    const extension = await vscode.extensions.getExtension<GitExtension>('vscode.git')?.activate();
    if (!extension) return;
    this.#subscriptions.push(extension.onDidChangeEnablement(() => this.#follow(extension)));
    this.#follow(extension);
  }

  #follow(extension: GitExtension): void {
    this.#git = extension.enabled ? extension.getAPI(1) : undefined;
    this.#changed.fire();
    if (!this.#git) return;
    const { repositories, onDidOpenRepository, onDidCloseRepository } = this.#git;
    for (const repository of repositories) this.#followCommits(repository);
    this.#subscriptions.push(
      onDidOpenRepository(repository => {
        this.#followCommits(repository);
        this.#changed.fire();
      }),
      onDidCloseRepository(() => this.#changed.fire()),
    );
  }

  /** A repository's state changes with every file that is saved; what counts is its commit. */
  #followCommits({ state }: Repository): void {
    let commit = state.HEAD?.commit;
    this.#subscriptions.push(
      state.onDidChange(() => {
        if (state.HEAD?.commit === commit) return;
        commit = state.HEAD?.commit;
        this.#changed.fire();
      }),
    );
  }
}

const isWanted = (): boolean => vscode.workspace.getConfiguration().get<boolean>(SETTING, true);
