import * as vscode from 'vscode';
import type { FoveaApi } from '../../client/extension/activate.ts';

/** A file of the workspace: a copy of `samples/` and of this suite's `fixtures/`. */
export function fileUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('The suite runs in a workspace.');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** What the extension gives to others, once it is active. */
export async function foveaApi(): Promise<FoveaApi> {
  const extension = vscode.extensions.getExtension<FoveaApi>('fovea.fovea');
  if (!extension) throw new Error('The extension is not there.');
  return extension.activate();
}

export async function open(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileUri(name));
  await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  return document;
}

/** The place of the first `text` in a document. */
export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`${document.uri.path} has no “${text}”.`);
  return document.positionAt(offset);
}

export async function replace(document: vscode.TextDocument, text: string, replacement: string): Promise<void> {
  const start = positionOf(document, text);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(start, start.translate(0, text.length)), replacement);
  await vscode.workspace.applyEdit(edit);
}

/**
 * Asks again and again until `read` gives something, as the server answers in its own time: what `read` gave. Rejected
 * after 15 seconds.
 */
export async function eventually<T>(what: string, read: () => T | undefined | PromiseLike<T | undefined>): Promise<T> {
  for (const started = Date.now(); Date.now() - started < 15_000;) {
    const found = await read();
    if (found !== undefined) return found;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error(`There was no ${what} in 15 seconds.`);
}

/** The answer of one of VS Code's `vscode.execute…Provider` commands, once it holds something. */
export const provided = <T>(command: string, uri: vscode.Uri, ...args: readonly unknown[]): Promise<readonly T[]> =>
  eventually(`answer of ${command}`, async () => {
    const items = await vscode.commands.executeCommand<readonly T[] | undefined>(`vscode.${command}`, uri, ...args);
    return items && items.length > 0 ? items : undefined;
  });

/** The errors and warnings of a document, once they are as many as `count`. */
export const diagnostics = (uri: vscode.Uri, count: number): Promise<readonly vscode.Diagnostic[]> =>
  eventually(`errors and warnings, ${count} of them`, () => {
    const { Warning } = vscode.DiagnosticSeverity;
    const found = vscode.languages.getDiagnostics(uri).filter(({ severity }) => severity <= Warning);
    return found.length === count ? found : undefined;
  });

/** What completion offers before the first `text`: not VS Code's own, which is any word of the text. */
export async function completionsAt(
  document: vscode.TextDocument,
  text: string,
): Promise<readonly (vscode.CompletionItem & { readonly name: string })[]> {
  const place = positionOf(document, text);
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    place,
  );
  return items
    .filter(({ kind }) => kind !== vscode.CompletionItemKind.Text)
    .map(item => ({ ...item, name: typeof item.label === 'string' ? item.label : item.label.label }));
}

/** The Markdown of the hovers over the first `text`. */
export async function hoverAt(document: vscode.TextDocument, text: string): Promise<string> {
  const hovers = await provided<vscode.Hover>('executeHoverProvider', document.uri, positionOf(document, text));
  return hovers
    .flatMap(({ contents }) => contents)
    .map(content => (typeof content === 'string' ? content : content.value))
    .join('\n');
}
