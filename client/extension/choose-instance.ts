import * as vscode from 'vscode';
import { SHOW_INSTANCE, type ChooseInstance, type ShowInstance } from '../../server/lsp/protocol.ts';

/** Lets the user choose which use of a block the hints in it are about. */
export async function chooseInstance({ uri, block, instance, instances }: ChooseInstance): Promise<void> {
  const items = instances.map(label => ({ label, ...(label === instance && { description: vscode.l10n.t('shown') }) }));
  const placeHolder = vscode.l10n.t('The use of {0} that its hints and hovers show', block);
  const picked = await vscode.window.showQuickPick(items, { placeHolder });
  if (!picked) return;
  const request: ShowInstance = { uri, block, instance: picked.label };
  await vscode.commands.executeCommand(SHOW_INSTANCE, request);
}
