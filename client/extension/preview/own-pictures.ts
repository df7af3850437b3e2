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
  // Another preview may be about to forget the same.
  await forgetOldest(folder, kept).catch(() => {});
  return file;
}

async function forgetOldest(folder: vscode.Uri, names: readonly string[]): Promise<void> {
  if (names.length < MOST) return;
  const files = names.map(name => vscode.Uri.joinPath(folder, name));
  const aged = await Promise.all(
    files.map(async file => ({ file, age: (await vscode.workspace.fs.stat(file)).mtime })),
  );
  const oldest = aged.toSorted((a, b) => a.age - b.age).slice(0, names.length + 1 - MOST);
  for (const { file } of oldest) await vscode.workspace.fs.delete(file);
}
