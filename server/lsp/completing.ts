/** Completion: what may be written, and, once a reader stops at an item, what there is to say of it. */
import {
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  type CancellationToken,
  type CompletionItem,
  type InsertReplaceEdit,
  type Range,
  type TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '#core/analyze.ts';
import { remembered } from '#core/lazy.ts';
import type { Span } from '#core/text.ts';
import { completions, type Completion, type CompletionKind } from '#core/ide/completion/completion.ts';
import { documentationOf, type Suggested } from '#core/ide/completion/documentation.ts';
import { withoutTabStops } from '#core/ide/completion/idioms.ts';
import { blocksOf, type WorkspaceBlock } from '#core/ide/completion/importable.ts';
import { answering, ownUri, type AboutPosition, type Services } from './answering.ts';
import type { ClientSupport } from './capabilities.ts';
import type { Documents } from './documents.ts';
import { toOffset, toRange, toTextEdit } from './positions.ts';
import { markdown } from './to-lsp.ts';

export function completionAnswers(services: Services) {
  const { documents, client, instances, words } = services;
  const answer = answering(services);
  const workspace = new WorkspaceBlocks(documents);
  return {
    completion: answer(ownUri, [], async ({ document, analysis }, { position }: AboutPosition) => {
      const blocks = await workspace.besides(analysis);
      const found = completions(analysis, toOffset(document, position), { chosen: instances.of(document.uri), blocks });
      // Most of them are of one place.
      const rangeOf = remembered((span: Span) => toRange(document, span));
      return found.map((completion, index) => {
        const item = toCompletionItem(completion, index, document, services, rangeOf);
        const data: About = { uri: document.uri, ...aboutOf(completion) };
        if (client.resolvesDocumentation) return { ...item, data };
        const documentation = documentationOf(analysis, data, blocks);
        return documentation === undefined ? item : { ...item, documentation: markdown(words(documentation)) };
      });
    }),
    completed: (item: CompletionItem, token: CancellationToken) => {
      const resolve = answer(uriOfItem, item, async ({ analysis }) => {
        const about = aboutIn(item);
        const documentation = about && documentationOf(analysis, about, await workspace.besides(analysis));
        return documentation === undefined ? item : { ...item, documentation: markdown(words(documentation)) };
      });
      return resolve(item, token);
    },
  };
}

interface About extends Suggested {
  readonly uri: string;
}

const aboutOf = ({ kind, label, span, from }: Completion): Suggested => ({
  kind,
  label,
  offset: span.start,
  ...(from !== undefined && { from }),
});

/** What a client sends back of an item is typed by nobody. */
function aboutIn({ data }: CompletionItem): About | undefined {
  const about = data as Partial<About> | undefined;
  return typeof about?.uri === 'string' && typeof about.label === 'string' && typeof about.offset === 'number'
    ? (about as About)
    : undefined;
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
    const texts = [...(await this.#documents.texts())];
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
  rangeOf: (span: Span) => Range,
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
    textEdit: editFor(completion, written(completion, client), client, rangeOf),
    insertTextFormat: client.snippets && snippet !== undefined ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
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

function editFor(
  { span, word }: Completion,
  newText: string,
  client: ClientSupport,
  rangeOf: (span: Span) => Range,
): TextEdit | InsertReplaceEdit {
  const insert = rangeOf(span);
  return client.insertsOrReplaces ? { newText, insert, replace: rangeOf(word) } : { newText, range: insert };
}
