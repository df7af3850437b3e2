/** One preview panel: follows a document and its cursor, feeds its page, and does what the page asks for. */
import * as vscode from 'vscode';
import { messageOf } from '#core/message-of.ts';
import { PROGRAM_REQUEST } from '../../../server/lsp/protocol.ts';
import type { ProgramParams, ProgramResult } from '../../../server/lsp/protocol.ts';
import { fileName, saveAs } from './files.ts';
import { Latest } from './latest.ts';
import { readFromPage } from './messages.ts';
import type { Asset, FromPage, RunReport, ToPage } from './messages.ts';
import { pageFolder, pageHtml, readAsset } from './page.ts';
import type { Unpack } from './page.ts';
import { pauseAfterEdit } from './pause.ts';
import { Pictures } from './pictures.ts';
import { WeightsFile } from './weights.ts';

/** What a preview needs of the language client. */
export interface ProgramClient {
  readonly sendRequest: <Result>(method: string, parameters: ProgramParams) => Promise<Result>;
}

export interface PreviewServices {
  readonly context: vscode.ExtensionContext;
  readonly client: ProgramClient;
  readonly unpack: Unpack;
  readonly onRun: (report: RunReport) => void;
}

export class Preview {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: PreviewServices;
  readonly #program = new Latest(isNewest => this.#sendProgram(isNewest));
  readonly #weights = new WeightsFile(() => this.#program.wish(this.#pause()));
  readonly #listeners: readonly vscode.Disposable[];
  #document: vscode.TextDocument;
  #pictures: Pictures;
  /** The model that it stays with; undefined while it follows the editor. */
  #pinned: string | undefined;
  /** The answer that the page has. */
  #sent = '';
  /** A page that is hidden is gone; it says so when it is back. */
  #isReady = false;
  /** Of the document, in milliseconds. */
  #lastRun: number | undefined;

  /** `pinned` is the model that it stays with. */
  constructor(panel: vscode.WebviewPanel, document: vscode.TextDocument, services: PreviewServices, pinned?: string) {
    this.#panel = panel;
    this.#document = document;
    this.#services = services;
    this.#pinned = pinned;
    this.#pictures = this.#picturesOf(document);
    this.#listeners = this.#listen();
    panel.webview.options = { enableScripts: true, localResourceRoots: [pageFolder(services.context.extensionUri)] };
    this.#load();
    panel.title = titleOf(document);
  }

  /** Brings the panel to the front, with this document in it. */
  show(document: vscode.TextDocument): void {
    this.#panel.reveal(undefined, true);
    void this.#follow(document);
  }

  get isPinned(): boolean {
    return this.#pinned !== undefined;
  }

  dispose(): void {
    this.#program.dispose();
    this.#weights.dispose();
    for (const listener of this.#listeners) listener.dispose();
  }

  #listen(): readonly vscode.Disposable[] {
    return [
      this.#panel.webview.onDidReceiveMessage((value: unknown) => {
        const message = readFromPage(value);
        if (message) void this.#receive(message);
      }),
      this.#panel.onDidChangeViewState(() => {
        this.#isReady &&= this.#panel.visible;
      }),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('fovea.preview.executionProvider')) this.#load();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.#document) this.#program.wish(this.#pause());
      }),
      vscode.window.onDidChangeActiveTextEditor(editor => {
        if (editor?.document.languageId === 'cnn' && !this.isPinned) void this.#follow(editor.document);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor.document !== this.#document) return;
        this.#sendCursor();
        // The cursor may have come to another model. It moves with every edit, too, and a moment after it.
        this.#program.wishLater(this.#pause());
      }),
    ];
  }

  /** A page that is there already begins anew, as it was. */
  #load(): void {
    this.#isReady = false;
    this.#panel.webview.html = pageHtml(this.#panel.webview, this.#services.context.extensionUri);
  }

  #asset(name: Asset): Promise<ToPage> {
    const { context, unpack } = this.#services;
    return readAsset(context.extensionUri, name, unpack);
  }

  #picturesOf(document: vscode.TextDocument): Pictures {
    return new Pictures(document.uri, this.#services.context);
  }

  async #follow(document: vscode.TextDocument): Promise<void> {
    if (document === this.#document) return;
    this.#document = document;
    this.#lastRun = undefined;
    this.#pictures = this.#picturesOf(document);
    this.#panel.title = titleOf(document);
    await this.#sendEverything();
  }

  async #pin(model: string | undefined): Promise<void> {
    this.#pinned = model;
    const document = vscode.window.activeTextEditor?.document;
    if (model === undefined && document?.languageId === 'cnn') await this.#follow(document);
    // Another model may be meant now.
    this.#program.wish(0);
  }

  async #receive(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        return this.#sendEverything();
      case 'wantWeights':
        return this.#post(await this.#weights.again());
      case 'wantAsset':
        return this.#post(await this.#asset(message.name));
      case 'wantPicture':
        return this.#post(await this.#pictures.read(message.id));
      case 'openPicture':
        return this.#post(await this.#pictures.open());
      case 'addPicture':
        return this.#post(await this.#pictures.add(message.name, message.bytes));
      case 'chosePicture':
        return this.#pictures.choose(message.id);
      case 'pin':
        return this.#pin(message.model);
      case 'reveal':
        return this.#reveal(message.span);
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        return this.#post({ type: 'copied' });
      case 'save':
        return saveAs(vscode.Uri.joinPath(this.#document.uri, '..', message.name), message.bytes);
      case 'ran':
        this.#lastRun = message.report.milliseconds;
        return this.#services.onRun(message.report);
    }
  }

  #pause(): number {
    const setting = vscode.workspace.getConfiguration('fovea').get<number | null>('preview.debounce', null);
    return pauseAfterEdit(setting, this.#lastRun);
  }

  #post(message: ToPage | undefined): void {
    // A webview's origin is its own; this is not a window's postMessage.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    if (message && this.#isReady) void this.#panel.webview.postMessage(message);
  }

  async #sendEverything(): Promise<void> {
    const document = this.#document;
    this.#sent = '';
    this.#weights.forget();
    this.#post({ type: 'document', uri: document.uri.toString(), name: fileName(document.uri) });
    const pictures = await this.#pictures.list();
    if (document !== this.#document) return;
    this.#post(pictures);
    this.#sendCursor();
    this.#program.wish(0);
  }

  async #sendProgram(isNewest: () => boolean): Promise<void> {
    if (!this.#isReady) return;
    const result = await this.#requestProgram();
    if (!isNewest()) return;
    const weights =
      result.kind === 'program'
        ? await this.#weights.messageFor(this.#document.uri, result.program.weightsFile)
        : undefined;
    this.#post(weights);
    const text = JSON.stringify(result);
    if (!isNewest() || (text === this.#sent && !weights)) return;
    this.#sent = text;
    this.#post(programMessage(result));
  }

  async #requestProgram(): Promise<ProgramResult> {
    const { uri, version } = this.#document;
    const { line, character } = this.#editor()?.selection.active ?? new vscode.Position(0, 0);
    try {
      return await this.#services.client.sendRequest<ProgramResult>(PROGRAM_REQUEST, {
        uri: uri.toString(),
        position: { line, character },
        ...(this.#pinned !== undefined && { model: this.#pinned }),
      });
    } catch (error) {
      return {
        kind: 'broken',
        version,
        message: vscode.l10n.t('The language server does not answer. {0}', messageOf(error)),
      };
    }
  }

  #sendCursor(): void {
    const position = this.#editor()?.selection.active;
    if (!position) return;
    const { range } = this.#document.lineAt(position);
    this.#post({
      type: 'cursor',
      offset: this.#document.offsetAt(position),
      line: { start: this.#document.offsetAt(range.start), end: this.#document.offsetAt(range.end) },
    });
  }

  /** The editor that shows the document: the active one, where several do. */
  #editor(): vscode.TextEditor | undefined {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    return [activeTextEditor, ...visibleTextEditors].find(editor => editor?.document === this.#document);
  }

  /** Selects a place in the editor and brings it into view; the focus stays in the page. */
  async #reveal({ start, end }: { readonly start: number; readonly end: number }): Promise<void> {
    const range = new vscode.Range(this.#document.positionAt(start), this.#document.positionAt(end));
    const editor =
      this.#editor() ??
      (await vscode.window.showTextDocument(this.#document, {
        viewColumn: vscode.ViewColumn.One,
        preserveFocus: true,
      }));
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

function programMessage(result: ProgramResult): ToPage {
  switch (result.kind) {
    case 'program':
      return { type: 'program', version: result.version, program: result.program, faults: result.faults };
    case 'broken':
      return { type: 'broken', message: result.message, ...(result.outline && { outline: result.outline }) };
    case 'none':
      return { type: 'none' };
  }
}

const titleOf = ({ uri }: vscode.TextDocument): string => vscode.l10n.t('Preview {0}', fileName(uri));
