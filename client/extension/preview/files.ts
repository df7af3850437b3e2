import * as vscode from 'vscode';
import { messageOf } from '#core/message-of.ts';
import type { BytesOrProblem } from './messages.ts';

/** A file's bytes, or why there are none. */
export async function readBytes(file: vscode.Uri): Promise<BytesOrProblem> {
  try {
    // In Node this is a Buffer, which a webview would get as a list of numbers.
    return { bytes: new Uint8Array(await vscode.workspace.fs.readFile(file)) };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

/** Asks where, and writes. Says what went wrong. */
export async function saveAs(place: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const file = await vscode.window.showSaveDialog({ defaultUri: place });
  if (!file) return;
  try {
    await vscode.workspace.fs.writeFile(file, bytes);
  } catch (error) {
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} cannot be written. {1}', fileName(file), messageOf(error)));
  }
}

export const fileName = (file: vscode.Uri): string => file.path.slice(file.path.lastIndexOf('/') + 1);
