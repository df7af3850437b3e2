/** The preview's command, its panel's life, and what tests see of it. */
import * as vscode from 'vscode';
import type { RunReport } from './messages.ts';
import type { Unpack } from './page.ts';
import { Preview } from './panel.ts';
import type { ProgramClient } from './panel.ts';

export interface PreviewApi {
  /** A forward pass is done and shown. */
  readonly onDidRun: vscode.Event<RunReport>;
  /** The last one; undefined before the first. */
  readonly lastRun: RunReport | undefined;
}

const VIEW_TYPE = 'fovea.preview';

export function registerPreview(context: vscode.ExtensionContext, client: ProgramClient, unpack: Unpack): PreviewApi {
  const ran = new vscode.EventEmitter<RunReport>();
  let lastRun: RunReport | undefined;
  const previews = new Set<Preview>();

  const onRun = (report: RunReport): void => {
    lastRun = report;
    ran.fire(report);
  };

  /** One preview follows the editor; those that are pinned stay with their models. */
  const follower = () => [...previews].find(({ isPinned }) => !isPinned);

  const attach = (panel: vscode.WebviewPanel, document: vscode.TextDocument, pinned?: string): void => {
    const preview = new Preview(panel, document, { context, client, unpack, onRun }, pinned);
    previews.add(preview);
    panel.onDidDispose(() => {
      preview.dispose();
      previews.delete(preview);
    });
  };

  const open = (): void => {
    const document = networkInView();
    if (!document) return;
    const preview = follower();
    if (preview) return preview.show(document);
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    attach(vscode.window.createWebviewPanel(VIEW_TYPE, '', place), document);
  };

  /** After a reload of the window: the page has remembered its document, and whether it was pinned. */
  const restore = async (panel: vscode.WebviewPanel, state: unknown): Promise<void> => {
    const pinned = textOf(state, 'pinned');
    const document = await openRemembered(textOf(state, 'uri'));
    if (document?.languageId === 'cnn' && (pinned !== undefined || !follower())) attach(panel, document, pinned);
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

/** A text that a page has remembered. */
function textOf(state: unknown, name: string): string | undefined {
  const value =
    typeof state === 'object' && state !== null ? (state as Readonly<Record<string, unknown>>)[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

async function openRemembered(uri: string | undefined): Promise<vscode.TextDocument | undefined> {
  if (uri === undefined) return undefined;
  return vscode.workspace.openTextDocument(vscode.Uri.parse(uri)).then(
    document => document,
    () => undefined,
  );
}
