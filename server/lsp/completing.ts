/** Completion: what may be written, and, once a reader stops at an item, what there is to say of it. */
import {
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  type CancellationToken,
  type CompletionItem,
  type CompletionList,
  type InsertReplaceEdit,
  type Range,
  type TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '#core/analyze.ts';
import { remembered } from '#core/lazy.ts';
import type { Span } from '#core/text.ts';
import type { Text } from '#core/words.ts';
import {
  completions,
  completionsBefore,
  type Completion,
  type CompletionKind,
  type CompletionOptions,
} from '#core/ide/completion/completion.ts';
import { documentationOf, type Suggested } from '#core/ide/completion/documentation.ts';
import { endingsAt } from '#core/ide/completion/file-paths.ts';
import { withoutTabStops } from '#core/ide/completion/idioms.ts';
import { blocksOf, type WorkspaceBlock } from '#core/ide/completion/importable.ts';
import { answering, answeringAtOnce, ownUri, type AboutPosition, type Services } from './answering.ts';
import type { ClientSupport } from './capabilities.ts';
import type { Analysed, Documents } from './documents.ts';
import { toOffset, toRange, toTextEdit } from './positions.ts';
import { markdown } from './to-lsp.ts';

export function completionAnswers(services: Services) {
  const { documents, client, instances, words } = services;
  const answer = answering(services);
  const workspace = new WorkspaceBlocks(documents);
  const offer = async (
    { document, analysis }: Analysed,
    { position }: AboutPosition,
    find: (offset: number, options: CompletionOptions) => readonly Completion[] | undefined,
  ): Promise<CompletionItem[] | CompletionList | undefined> => {
    const blocks = await workspace.besides(analysis);
    const offset = toOffset(document, position);
    const files = await documents.namable(endingsAt(document.getText(), offset), analysis.file);
    const found = find(offset, { chosen: instances.of(document.uri), blocks, files });
    const [first] = found ?? [];
    if (!found || !first) return found && [];
    // Most of them are of one place.
    const rangeOf = remembered((span: Span) => toRange(document, span));
    const { uri } = document;
    const items = found.map((completion, index) => {
      const isCommon = client.completionDefaults && completion.span === first.span;
      const item = {
        ...toCompletionItem(completion, index, document, services),
        ...(isCommon ? textOf(completion, client) : { textEdit: editOf(completion, client, rangeOf) }),
      };
      if (client.resolvesDocumentation)
        return isCommon && completion.from === undefined ? item : { ...item, data: aboutOf(uri, completion) };
      return documented(item, documentationOf(analysis, { ...completion, offset: completion.span.start }, blocks));
    });
    if (!client.completionDefaults) return items;
    const itemDefaults = { editRange: editRangeOf(first, client, rangeOf), data: { uri, offset: first.span.start } };
    return { isIncomplete: false, itemDefaults, items };
  };
  const documented = (item: CompletionItem, documentation: Text | undefined): CompletionItem =>
    documentation === undefined ? item : { ...item, documentation: markdown(words(documentation)) };
  const atOnce = answeringAtOnce(services)(ownUri, undefined, (before, params: AboutPosition) =>
    offer(before, params, (...place) => completionsBefore(before.analysis, before.document.getText(), ...place)),
  );
  const inTurn = answer(ownUri, [], async (analysed, params: AboutPosition) =>
    offer(analysed, params, (...place) => completions(analysed.analysis, ...place)),
  );
  return {
    completion: async (params: AboutPosition, token: CancellationToken) =>
      (await atOnce(params, token)) ?? inTurn(params, token),
    completed: (item: CompletionItem, token: CancellationToken) => {
      const resolve = answer(uriOfItem, item, async ({ analysis }) => {
        const suggested = suggestedIn(item);
        return documented(item, suggested && documentationOf(analysis, suggested, await workspace.besides(analysis)));
      });
      return resolve(item, token);
    },
  };
}

/** What goes to the client with an item and comes back when it is looked at: with the item's kind and label all that counts. */
interface About extends Pick<Suggested, 'offset' | 'from'> {
  readonly uri: string;
}

const aboutOf = (uri: string, { span, from }: Completion): About => ({
  uri,
  offset: span.start,
  ...(from !== undefined && { from }),
});

/** What a client sends back of an item is typed by nobody. */
function aboutIn({ data }: CompletionItem): About | undefined {
  const about = data as Partial<About> | undefined;
  return typeof about?.uri === 'string' && typeof about.offset === 'number' ? (about as About) : undefined;
}

function suggestedIn(item: CompletionItem): Suggested | undefined {
  const about = aboutIn(item);
  const [kind] = Object.entries(KINDS).find(([, known]) => known === item.kind) ?? [];
  return about && kind ? { ...about, kind: kind as CompletionKind, label: item.label } : undefined;
}

const uriOfItem = (item: CompletionItem): string => aboutIn(item)?.uri ?? '';

/** The blocks of the files of the workspace; a file is read again when its text is another. */
class WorkspaceBlocks {
  readonly #documents: Documents;
  readonly #known = new Map<string, { readonly text: string; readonly blocks: readonly WorkspaceBlock[] }>();

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  /** Those of all files but the one that is analysed: its own are known. */
  async besides({ file: own }: Analysis): Promise<readonly WorkspaceBlock[]> {
    const texts = [...(await this.#documents.texts(own))];
    return texts.flatMap(([file, text]) => (file === own ? [] : this.#blocksOf(file, text)));
  }

  #blocksOf(file: string, text: string): readonly WorkspaceBlock[] {
    const known = this.#known.get(file);
    if (known?.text === text) return known.blocks;
    const blocks = blocksOf(file, text);
    this.#known.set(file, { text, blocks });
    return blocks;
  }
}

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  operation: CompletionItemKind.Function,
  block: CompletionItemKind.Class,
  tensor: CompletionItemKind.Variable,
  parameter: CompletionItemKind.Property,
  value: CompletionItemKind.Constant,
  word: CompletionItemKind.EnumMember,
  attribute: CompletionItemKind.Field,
  keyword: CompletionItemKind.Keyword,
  idiom: CompletionItemKind.Snippet,
  file: CompletionItemKind.File,
};

export function toCompletionItem(
  completion: Completion,
  index: number,
  document: TextDocument,
  { client, words }: Pick<Services, 'client' | 'words'>,
): CompletionItem {
  const { label, kind, snippet, signature, effect, detail, documentation, additions, preferred } = completion;
  return {
    label,
    kind: KINDS[kind],
    // The core gives the best first; clients sort by text.
    sortText: String(index).padStart(4, '0'),
    ...labelled(
      signature,
      effect === undefined ? effect : words(effect),
      detail === undefined ? detail : words(detail),
      client,
    ),
    ...(client.snippets && snippet !== undefined && { insertTextFormat: InsertTextFormat.Snippet }),
    insertTextMode: InsertTextMode.adjustIndentation,
    ...(documentation !== undefined && { documentation: markdown(words(documentation)) }),
    ...(additions && { additionalTextEdits: additions.map(edit => toTextEdit(document, edit)) }),
    ...(preferred && { preselect: true }),
  };
}

/** A client without snippets gets an idiom as it stands, and of a call the name. */
function written({ label, kind, snippet }: Completion, client: ClientSupport): string {
  if (snippet === undefined || client.snippets) return snippet ?? label;
  return kind === 'idiom' ? withoutTabStops(snippet) : label;
}

/** Behind the label, its parameters, and, at the end of the line, what comes of it; on one line for other clients. */
function labelled(
  signature: string | undefined,
  effect: string | undefined,
  detail: string | undefined,
  client: ClientSupport,
): Pick<CompletionItem, 'detail' | 'labelDetails'> {
  if (!client.labelDetails) {
    const line = effect ?? detail ?? signature;
    return line === undefined ? {} : { detail: line };
  }
  return {
    ...(detail !== undefined && { detail }),
    labelDetails: {
      ...(signature !== undefined && { detail: signature }),
      ...(effect !== undefined && { description: effect }),
    },
  };
}

type RangeOf = (span: Span) => Range;

/** What is written, where that is another text than the label, in the range that all have in common. */
function textOf(completion: Completion, client: ClientSupport): Pick<CompletionItem, 'textEditText'> {
  const text = written(completion, client);
  return text === completion.label ? {} : { textEditText: text };
}

function editOf(completion: Completion, client: ClientSupport, rangeOf: RangeOf): TextEdit | InsertReplaceEdit {
  const range = editRangeOf(completion, client, rangeOf);
  return { newText: written(completion, client), ...('insert' in range ? range : { range }) };
}

function editRangeOf({ span, word }: Completion, client: ClientSupport, rangeOf: RangeOf) {
  const insert = rangeOf(span);
  return client.insertsOrReplaces ? { insert, replace: rangeOf(word) } : insert;
}
