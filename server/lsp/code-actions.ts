/** Code actions: the fixes of diagnostics, and what the core offers at a selection. */
import { CodeActionTriggerKind, type CodeAction, type CodeActionKind, type Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic, TextEdit } from '#core/diagnostics.ts';
import { actionsAt, fixAll, type Action } from '#core/ide/actions/action.ts';
import { claimDesigns, modelDesigns } from '#core/ide/actions/designs.ts';
import { touches, type Span } from '#core/text.ts';
import type { Words } from '#core/words.ts';
import type { AboutRange, Services } from './answering.ts';
import { shown, withoutRelated } from './diagnostics.ts';
import type { Analysed } from './documents.ts';
import { toSpan, toTextEdit } from './positions.ts';

export interface AboutActions extends AboutRange {
  readonly range: Range;
  readonly context: { readonly only?: readonly CodeActionKind[]; readonly triggerKind?: CodeActionTriggerKind };
}

/** Those of the wanted kinds: a kind stands for all below it, `refactor` for `refactor.extract`. */
export function codeActions(
  analysed: Analysed,
  { range, context: { only, triggerKind } }: AboutActions,
  services: Pick<Services, 'client' | 'settings' | 'words'>,
): CodeAction[] {
  const { document, analysis } = analysed;
  const { settings, words } = services;
  const span = toSpan(document, range);
  // A search takes a while: not for a cursor that happens to pass.
  const isPassing = triggerKind === CodeActionTriggerKind.Automatic;
  const offered = [
    ...claimDesigns(analysis, span),
    ...actionsAt(analysis, span),
    ...(isPassing ? [] : modelDesigns(analysis, span)),
    ...[fixAll(analysis) ?? []].flat(),
  ];
  const all = [
    ...quickFixes(analysed, shown(analysed, settings), span, services),
    ...offered.map(action => toCodeAction(action, document, words)),
  ];
  return only ? all.filter(({ kind = '' }) => only.some(wanted => `${kind}.`.startsWith(`${wanted}.`))) : all;
}

/** The fixes of every diagnostic that `span` meets. */
const quickFixes = (
  { document }: Analysed,
  diagnostics: readonly Diagnostic[],
  span: Span,
  services: Pick<Services, 'client' | 'words'>,
): CodeAction[] =>
  diagnostics
    .filter(diagnostic => touches(diagnostic.span, span.start) || touches(span, diagnostic.span.start))
    .flatMap(diagnostic =>
      diagnostic.fixes.map(({ title, edits }) => ({
        ...toCodeAction({ title, kind: 'quickfix', edits }, document, services.words),
        diagnostics: [withoutRelated(diagnostic, document, services)],
        isPreferred: diagnostic.fixes.length === 1,
      })),
    );

const toCodeAction = ({ title, kind, edits }: Action, document: TextDocument, words: Words): CodeAction => ({
  title: words(title),
  kind,
  edit: { changes: { [document.uri]: toEdits(edits, document) } },
});

const toEdits = (edits: readonly TextEdit[], document: TextDocument) => edits.map(edit => toTextEdit(document, edit));
