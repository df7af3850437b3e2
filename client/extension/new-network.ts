import * as vscode from 'vscode';

/** Opens a small network that is not saved yet, to begin with. */
export async function newNetwork(extension: vscode.Uri): Promise<void> {
  const starter = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, 'media/starter.cnn'));
  const content = new TextDecoder().decode(starter);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'cnn', content }));
}
