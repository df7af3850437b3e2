/** What reaches over all files of the workspace: references, renaming, the search for symbols. */
import {
  DocumentHighlightKind,
  LSPErrorCodes,
  ResponseError,
  type Location,
  type SymbolInformation,
  type WorkspaceEdit,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '#core/diagnostics.ts';
import { referencesAt } from '#core/ide/references.ts';
import { isRefused, renameAt, renameTargetAt } from '#core/ide/rename.ts';
import { fileSymbols, matchesQuery } from '#core/ide/workspace-symbols.ts';
import { answering, ownUri, type AboutPosition, type Services } from './answering.ts';
import type { ClientSupport } from './capabilities.ts';
import type { Analysed, Documents } from './documents.ts';
import { uriOf } from './file-names.ts';
import { toOffset, toRange, toTextEdit } from './positions.ts';
import { SYMBOL_KINDS } from './to-lsp.ts';

export interface AboutReferences extends AboutPosition {
  readonly context: { readonly includeDeclaration: boolean };
}

export interface AboutRename extends AboutPosition {
  readonly newName: string;
}

export function namingAnswers(services: Services) {
  const { documents, words } = services;
  const answer = answering(services);
  return {
    references: answer(ownUri, [], (own, params: AboutReferences) => references(own, documents, params)),
    highlights: answer(ownUri, [], ({ document, analysis }, { position }: AboutPosition) =>
      referencesAt(analysis, toOffset(document, position)).map(({ span, isDefinition }) => ({
        range: toRange(document, span),
        kind: isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      })),
    ),
    prepareRename: answer(ownUri, null, ({ document, analysis }, { position }: AboutPosition) => {
      const target = renameTargetAt(analysis, toOffset(document, position));
      if (!target || isRefused(target)) return target ? refused(words(target.refusal)) : null;
      return { range: toRange(document, target.span), placeholder: target.name };
    }),
    rename: answer(ownUri, null, (own, params: AboutRename) => rename(own, services, params)),
    workspaceSymbols: async ({ query }: WorkspaceSymbolParams) => {
      const texts = await documents.texts();
      return [...texts].flatMap(([name, text]) => symbolsIn(name, text, query));
    },
  };
}

async function references(own: Analysed, documents: Documents, params: AboutReferences): Promise<Location[]> {
  const offset = toOffset(own.document, params.position);
  const project = await projectAt(own, documents, offset);
  const places = referencesAt(
    own.analysis,
    offset,
    project.map(({ analysis }) => analysis),
  );
  const wanted = places.filter(({ isDefinition }) => params.context.includeDeclaration || !isDefinition);
  return wanted.flatMap(({ file, span }) => {
    const document = project.find(({ analysis }) => analysis.file === file)?.document;
    return document ? [{ uri: document.uri, range: toRange(document, span) }] : [];
  });
}

async function rename(
  own: Analysed,
  { documents, client, words }: Services,
  { position, newName }: AboutRename,
): Promise<WorkspaceEdit | ResponseError<never> | null> {
  const offset = toOffset(own.document, position);
  const project = await projectAt(own, documents, offset);
  const analyses = project.map(({ analysis }) => analysis);
  const result = renameAt(own.analysis, offset, newName, analyses);
  if (!result || isRefused(result)) return result ? refused(words(result.refusal)) : null;
  const edited = project.flatMap(({ document, analysis }) => {
    const edits = result.edits.get(analysis.file);
    return edits ? [{ document, edits }] : [];
  });
  return toWorkspaceEdit(edited, documents, client);
}

/** All files that have the name's letters in them: the others cannot name what it names. */
async function projectAt(own: Analysed, documents: Documents, offset: number): Promise<readonly Analysed[]> {
  const target = renameTargetAt(own.analysis, offset);
  if (!target || isRefused(target)) return [own];
  const [letters = target.name] = /^\p{L}+/u.exec(target.name) ?? [];
  return documents.project(own, text => text.includes(letters));
}

const refused = (refusal: string) => new ResponseError<never>(LSPErrorCodes.RequestFailed, refusal);

interface EditedDocument {
  readonly document: TextDocument;
  readonly edits: readonly TextEdit[];
}

/** With the versions they are for where the client takes them: an edit of an older text is then refused. */
export function toWorkspaceEdit(
  edited: readonly EditedDocument[],
  documents: Documents,
  { versionedEdits }: ClientSupport,
): WorkspaceEdit {
  const changes = edited.map(({ document, edits }) => ({
    textDocument: { uri: document.uri, version: documents.isOpen(document.uri) ? document.version : null },
    edits: edits.map(edit => toTextEdit(document, edit)),
  }));
  if (versionedEdits) return { documentChanges: changes };
  return { changes: Object.fromEntries(changes.map(({ textDocument, edits }) => [textDocument.uri, edits])) };
}

function symbolsIn(name: string, text: string, query: string): SymbolInformation[] {
  const document = TextDocument.create(uriOf(name), 'cnn', 0, text);
  return fileSymbols(text)
    .filter(symbol => matchesQuery(symbol.name, query))
    .map(symbol => ({
      name: symbol.name,
      kind: SYMBOL_KINDS[symbol.kind],
      location: { uri: document.uri, range: toRange(document, symbol.span) },
    }));
}
