import {
  CodeActionKind,
  FileOperationPatternKind,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '#core/ide/semantic-tokens.ts';
import { ADVICE_SCHEME, LIBRARY_SCHEME } from './file-names.ts';
import { SHOW_INSTANCE, type InitializationOptions } from './protocol.ts';

/** What this server asks about its client, once, when it starts. */
export interface ClientSupport {
  readonly pullsDiagnostics: boolean;
  readonly configuration: boolean;
  readonly watchesConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly workspaceFolders: boolean;
  readonly refreshesHints: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesTokens: boolean;
  readonly refreshesLenses: boolean;
  readonly snippets: boolean;
  /** True when it asks for an item's documentation once it is looked at. */
  readonly resolvesDocumentation: boolean;
  /** True when an item's line has places for parameters and for what comes of it. */
  readonly labelDetails: boolean;
  /** True when its user decides whether a completion replaces the rest of the word behind the cursor. */
  readonly insertsOrReplaces: boolean;
  /** True when what the completions of a list have in common, where they go and what comes back, may be said once. */
  readonly completionDefaults: boolean;
  readonly preparesRename: boolean;
  /** True when it takes edits with the versions they are for. */
  readonly versionedEdits: boolean;
  /** True when it has commands of its own that lenses may name. */
  readonly hasCommands: boolean;
  readonly showsPictures: boolean;
  /** True when its hovers go to `file#Lline,column`. */
  readonly opensPlaces: boolean;
  readonly readsCommitted: boolean;
  /** True when it can show documents that only the server has: the library's blocks, the pages of advice. */
  readonly serverDocuments: boolean;
}

export const supportOf = (
  { workspace, textDocument }: ClientCapabilities,
  { hasCommands = false, showsPictures = false, opensPlaces = false, readsCommitted = false }: InitializationOptions,
): ClientSupport => ({
  hasCommands,
  showsPictures,
  opensPlaces,
  readsCommitted,
  pullsDiagnostics: textDocument?.diagnostic !== undefined,
  configuration: workspace?.configuration ?? false,
  watchesConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
  watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
  workspaceFolders: workspace?.workspaceFolders ?? false,
  refreshesHints: workspace?.inlayHint?.refreshSupport ?? false,
  refreshesDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
  refreshesTokens: workspace?.semanticTokens?.refreshSupport ?? false,
  refreshesLenses: workspace?.codeLens?.refreshSupport ?? false,
  snippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
  resolvesDocumentation:
    textDocument?.completion?.completionItem?.resolveSupport?.properties.includes('documentation') ?? false,
  labelDetails: textDocument?.completion?.completionItem?.labelDetailsSupport ?? false,
  insertsOrReplaces: textDocument?.completion?.completionItem?.insertReplaceSupport ?? false,
  completionDefaults: ['editRange', 'data'].every(
    name => textDocument?.completion?.completionList?.itemDefaults?.includes(name) ?? false,
  ),
  preparesRename: textDocument?.rename?.prepareSupport ?? false,
  versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
  serverDocuments: workspace?.textDocumentContent !== undefined,
});

/** The files that a text may name. */
export const NAMED_FILES = '**/*.{cnn,safetensors,onnx,txt}';

const CODE_ACTION_KINDS: readonly CodeActionKind[] = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorInline,
  CodeActionKind.RefactorRewrite,
  CodeActionKind.SourceFixAll,
];

export const capabilitiesFor = (client: ClientSupport): ServerCapabilities => ({
  textDocumentSync: TextDocumentSyncKind.Incremental,
  hoverProvider: true,
  completionProvider: {
    triggerCharacters: ['(', ',', '=', '.', '>', '"', '/'],
    resolveProvider: true,
    completionItem: { labelDetailsSupport: true },
  },
  signatureHelpProvider: { triggerCharacters: ['(', ','] },
  definitionProvider: true,
  declarationProvider: true,
  typeDefinitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  renameProvider: client.preparesRename ? { prepareProvider: true } : true,
  foldingRangeProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: { rangesSupport: true },
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },
  selectionRangeProvider: true,
  linkedEditingRangeProvider: true,
  documentLinkProvider: {},
  callHierarchyProvider: true,
  inlayHintProvider: { resolveProvider: true },
  codeLensProvider: {},
  executeCommandProvider: { commands: [SHOW_INSTANCE] },
  codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS] },
  semanticTokensProvider: {
    legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
    full: { delta: true },
    range: true,
  },
  ...(client.pullsDiagnostics && {
    diagnosticProvider: { identifier: 'fovea', interFileDependencies: true, workspaceDiagnostics: true },
  }),
  workspace: {
    ...(client.workspaceFolders && { workspaceFolders: { supported: true, changeNotifications: true } }),
    fileOperations: { willRename: { filters: [NAMED_FILES, '**/*/'].map(fileFilter) } },
    ...(client.serverDocuments && { textDocumentContent: { schemes: [LIBRARY_SCHEME, ADVICE_SCHEME] } }),
  },
});

const fileFilter = (glob: string) => ({
  pattern: {
    glob: glob.replace(/\/$/, ''),
    matches: glob.endsWith('/') ? FileOperationPatternKind.folder : FileOperationPatternKind.file,
  },
});
