/** What is long about a suggestion, asked for when a reader stops at it. */
import type { Analysis } from '../../analyze.ts';
import { library } from '../../library/library.ts';
import type { Definition } from '../../language/tree.ts';
import { operations } from '../../ops/registry.ts';
import { codeBlock, paragraphs } from '../markdown.ts';
import { definitionSignature, operationSignature } from '../signature.ts';
import type { CompletionKind } from './completion.ts';
import type { WorkspaceBlock } from './importable.ts';
import { sentence, type Text } from '../../words.ts';

/** What a suggestion was of: enough to find it again in a text that has changed since. */
export interface Suggested {
  readonly kind: CompletionKind;
  readonly label: string;
  /** Where its word began. */
  readonly offset: number;
  readonly from?: string;
}

/** Markdown: the signature, and what there is to know. Undefined for what has said all already. */
export function documentationOf(
  analysis: Analysis,
  { kind, label, offset, from }: Suggested,
  blocks: readonly WorkspaceBlock[] = [],
): Text | undefined {
  if (kind === 'operation') {
    const operation = operations.get(label);
    return operation && paragraphs(codeBlock(operationSignature(operation)), sentence(operation.documentation));
  }
  if (kind !== 'block') return undefined;
  const elsewhere = blocks.find(({ file, definition }) => file === from && definition.name.text === label);
  if (elsewhere) return blockText(elsewhere.definition, elsewhere.text);
  const entity = analysis.visibleAt(offset).find(({ name }) => name === label);
  if (entity?.kind !== 'block') return undefined;
  const { file } = entity.place;
  return blockText(entity.definition, file === analysis.file ? analysis.text : library[file]);
}

const blockText = (definition: Definition, text: string | undefined): Text =>
  paragraphs(codeBlock(`block ${definitionSignature(definition, text)}`), sentence(definition.documentation ?? ''));
