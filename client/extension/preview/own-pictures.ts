/** Pictures that were dropped on the page or pasted into it: files of the extension's own, so that they outlast the page. */
import * as vscode from 'vscode';
import { freeName } from './free-name.ts';
import { overdue } from './overdue.ts';

/** The newest are kept, so many and so many bytes of them; the very last in any case. */
const MOST = 16;
const MOST_BYTES = 100e6;

/** Writes a picture into `folder`, under a name that is free there. */
export async function keepPicture(folder: vscode.Uri, name: string, bytes: Uint8Array): Promise<vscode.Uri> {
  await vscode.workspace.fs.createDirectory(folder);
  const kept = (await vscode.workspace.fs.readDirectory(folder)).map(([each]) => each);
  const file = vscode.Uri.joinPath(folder, freeName(name, kept));
  await vscode.workspace.fs.writeFile(file, bytes);
  // Another preview may be about to forget the same.
  await forgetOldest(folder, bytes.length, kept).catch(() => {});
  return file;
}

async function forgetOldest(folder: vscode.Uri, newest: number, names: readonly string[]): Promise<void> {
  const files = await Promise.all(
    names.map(async name => {
      const file = vscode.Uri.joinPath(folder, name);
      const { mtime, size } = await vscode.workspace.fs.stat(file);
      return { file, mtime, size };
    }),
  );
  for (const { file } of overdue(files, MOST - 1, MOST_BYTES - newest)) await vscode.workspace.fs.delete(file);
}
