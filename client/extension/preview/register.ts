/** The preview's command, its panel's life, and what tests see of it. */
import * as vscode from 'vscode';
import type { RunReport } from './messages.ts';
import { Preview } from './panel.ts';
import type { ProgramClient } from './panel.ts';

export interface PreviewApi {
  /** A forward pass is done and shown. */
  readonly onDidRun: vscode.Event<RunReport>;
  /** The last one; undefined before the first. */
  readonly lastRun: RunReport | undefined;
}

const VIEW_TYPE = 'fovea.preview';

export function registerPreview(context: vscode.ExtensionContext, client: ProgramClient): PreviewApi {
  const ran = new vscode.EventEmitter<RunReport>();
  let lastRun: RunReport | undefined;
  let preview: Preview | undefined;

  const onRun = (report: RunReport): void => {
    lastRun = report;
    ran.fire(report);
  };

  /** There is one preview: it follows the editor. */
  const attach = (panel: vscode.WebviewPanel, document: vscode.TextDocument): void => {
    const attached = new Preview(panel, document, { context, client, onRun });
    preview = attached;
    panel.onDidDispose(() => {
      attached.dispose();
      if (preview === attached) preview = undefined;
    });
  };

  const open = (): void => {
    const document = networkInView();
    if (!document) return;
    if (preview) return preview.show(document);
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    attach(vscode.window.createWebviewPanel(VIEW_TYPE, '', place), document);
  };

  /** After a reload of the window: the page has remembered its document. */
  const restore = async (panel: vscode.WebviewPanel, state: unknown): Promise<void> => {
    const document = await openRemembered(state);
    if (document && !preview) attach(panel, document);
    else panel.dispose();
  };

  context.subscriptions.push(
    ran,
    vscode.commands.registerCommand('fovea.openPreview', open),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, { deserializeWebviewPanel: restore }),
  );
  return {
    onDidRun: ran.event,
    get lastRun() {
      return lastRun;
    },
  };
}

/** That of the active editor; from elsewhere, such as the walkthrough, that of one beside it, or one that is open. */
function networkInView(): vscode.TextDocument | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const inView = [activeTextEditor, ...visibleTextEditors].flatMap(editor => editor?.document ?? []);
  return [...inView, ...vscode.workspace.textDocuments].find(({ languageId }) => languageId === 'cnn');
}

async function openRemembered(state: unknown): Promise<vscode.TextDocument | undefined> {
  const uri = typeof state === 'object' && state !== null && 'uri' in state ? state.uri : undefined;
  if (typeof uri !== 'string') return undefined;
  return vscode.workspace.openTextDocument(vscode.Uri.parse(uri)).then(
    document => document,
    () => undefined,
  );
}
