/** What helps to write: signatures, layout, changes. */
import type { Range } from 'vscode-languageserver';
import { formattingEdits, rangeFormattingEdits, typingEdits } from '#core/ide/formatting.ts';
import { linkedRanges } from '#core/ide/linked-editing.ts';
import { signatureAt } from '#core/ide/signature-help.ts';
import {
  answering,
  ownUri,
  type AboutDocument,
  type AboutPosition,
  type AboutRange,
  type Services,
} from './answering.ts';
import { codeActions, type AboutActions } from './code-actions.ts';
import { toOffset, toRange, toSpan, toTextEdit } from './positions.ts';
import { markdown } from './to-lsp.ts';

export interface AboutTyping extends AboutPosition {
  readonly ch: string;
}

export interface AboutRanges extends AboutDocument {
  readonly ranges: readonly Range[];
}

export function writingAnswers(services: Services) {
  const { words } = services;
  const answer = answering(services);
  return {
    signature: answer(ownUri, null, ({ document, analysis }, { position }: AboutPosition) => {
      const help = signatureAt(analysis, toOffset(document, position));
      if (!help) return null;
      const parameters = help.parameters.map(({ label, documentation }) => ({
        label: [label.start, label.end] as [number, number],
        documentation: markdown(words(documentation)),
      }));
      const signature = { label: help.label, documentation: markdown(words(help.documentation)), parameters };
      return { signatures: [signature], activeSignature: 0, activeParameter: help.active ?? null };
    }),
    linked: answer(ownUri, null, ({ document, analysis }, { position }: AboutPosition) => {
      const ranges = linkedRanges(analysis, toOffset(document, position)).map(span => toRange(document, span));
      return ranges.length > 1 ? { ranges } : null;
    }),
    format: answer(ownUri, [], ({ document, analysis }) =>
      formattingEdits(analysis.text).map(edit => toTextEdit(document, edit)),
    ),
    formatRange: answer(ownUri, [], ({ document, analysis }, { range }: AboutRange) =>
      rangeFormattingEdits(analysis.text, toSpan(document, range)).map(edit => toTextEdit(document, edit)),
    ),
    formatRanges: answer(ownUri, [], ({ document, analysis }, { ranges }: AboutRanges) =>
      ranges
        .flatMap(range => rangeFormattingEdits(analysis.text, toSpan(document, range)))
        .map(edit => toTextEdit(document, edit)),
    ),
    formatTyped: answer(ownUri, [], ({ document, analysis }, { position, ch }: AboutTyping) =>
      typingEdits(analysis.text, toOffset(document, position), ch).map(edit => toTextEdit(document, edit)),
    ),
    actions: answer(ownUri, [], (analysed, params: AboutActions) => codeActions(analysed, params, services)),
  };
}
