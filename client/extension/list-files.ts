/** The files of a folder, for the server: by VS Code's search, or, where there may be none, folder by folder. */
import * as vscode from 'vscode';
import type { ListFilesParams } from '../../server/lsp/protocol.ts';

/** Of other files VS Code waits for ever for an extension that can search them. */
const SEARCHED = ['file', 'vscode-remote'];

/** What is walked through is somebody's server. */
const MOST_FOLDERS = 256;

export async function listFiles({ uri, endings, depth }: ListFilesParams): Promise<readonly string[]> {
  const folder = vscode.Uri.parse(uri);
  if (depth === 'all' && SEARCHED.includes(folder.scheme)) return (await search(folder, endings)).map(String);
  const files = depth === 'all' ? await walk(folder) : (await entriesOf(folder)).files;
  return files.filter(file => endings.some(ending => file.path.endsWith(ending))).map(String);
}

/** What the user's settings leave out of searches is left out here, too. */
const search = (folder: vscode.Uri, endings: readonly string[]): Thenable<readonly vscode.Uri[]> =>
  vscode.workspace.findFiles(new vscode.RelativePattern(folder, `**/*{${endings.join(',')}}`));

/** Level by level. */
async function walk(folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const files: vscode.Uri[] = [];
  const folders = [folder];
  // Folders are added as they are found.
  for (const each of folders) {
    const found = await entriesOf(each);
    files.push(...found.files);
    folders.push(...found.folders.slice(0, MOST_FOLDERS - folders.length));
  }
  return files;
}

interface Entries {
  readonly files: readonly vscode.Uri[];
  readonly folders: readonly vscode.Uri[];
}

/** Without what tools keep for themselves, and packages. Nothing in what cannot be read. */
async function entriesOf(folder: vscode.Uri): Promise<Entries> {
  const entries = await vscode.workspace.fs.readDirectory(folder).then(
    found => found,
    () => [],
  );
  const ofType = (wanted: vscode.FileType) =>
    entries
      .filter(([name, type]) => type === wanted && !name.startsWith('.') && name !== 'node_modules')
      .map(([name]) => vscode.Uri.joinPath(folder, name));
  return { files: ofType(vscode.FileType.File), folders: ofType(vscode.FileType.Directory) };
}
