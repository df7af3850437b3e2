/** Pictures that were dropped on the page or pasted into it: files of the extension's own, so that they outlast the page. */
import * as vscode from 'vscode';
import { freeName } from './free-name.ts';

/** The newest are kept. */
const MOST = 16;

/** Writes a picture into `folder`, under a name that is free there. */
export async function keepPicture(folder: vscode.Uri, name: string, bytes: Uint8Array): Promise<vscode.Uri> {
  await vscode.workspace.fs.createDirectory(folder);
  const kept = (await vscode.workspace.fs.readDirectory(folder)).map(([each]) => each);
  const file = vscode.Uri.joinPath(folder, freeName(name, kept));
  await vscode.workspace.fs.writeFile(file, bytes);
  await forgetOldest(folder, kept);
  return file;
}

async function forgetOldest(folder: vscode.Uri, names: readonly string[]): Promise<void> {
  if (names.length < MOST) return;
  const files = names.map(name => vscode.Uri.joinPath(folder, name));
  const stats = await Promise.all(files.map(file => vscode.workspace.fs.stat(file)));
  const byAge = files.toSorted((a, b) => (stats[files.indexOf(a)]?.mtime ?? 0) - (stats[files.indexOf(b)]?.mtime ?? 0));
  for (const file of byAge.slice(0, names.length + 1 - MOST)) await vscode.workspace.fs.delete(file);
}
