/** What is read by hand: hovers, definitions, ever larger selections. */
import type { Position, SelectionRange } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { definitionAt } from '#core/ide/definition.ts';
import { hoverAt } from '#core/ide/hover.ts';
import { programAt } from '#core/ide/program.ts';
import { selectionRanges } from '#core/ide/selection-ranges.ts';
import { library } from '#core/library/library.ts';
import type { Span } from '#core/text.ts';
import { answering, ownUri, type AboutDocument, type AboutPosition, type Services } from './answering.ts';
import { nameOf } from './file-names.ts';
import { toOffset, toRange } from './positions.ts';
import type { ProgramParams, ProgramResult } from './protocol.ts';
import { located, markdown } from './to-lsp.ts';

export interface AboutPositions extends AboutDocument {
  readonly positions: readonly Position[];
}

export function readingAnswers(services: Services) {
  const { documents, instances, client, words } = services;
  const answer = answering(services);
  return {
    hover: answer(ownUri, null, ({ document, analysis }, { position }: AboutPosition) => {
      const hover = hoverAt(analysis, toOffset(document, position), {
        chosen: instances.of(document.uri),
        pictures: client.showsPictures,
      });
      return hover ? { contents: markdown(words(hover.markdown)), range: toRange(document, hover.span) } : null;
    }),
    definition: answer(ownUri, null, (analysed, { position }: AboutPosition) => {
      const place = definitionAt(analysed.analysis, toOffset(analysed.document, position));
      if (!place || (place.file in library && !client.serverDocuments)) return null;
      return located(place, analysed, documents);
    }),
    selections: answer(ownUri, [], ({ document, analysis }, { positions }: AboutPositions) =>
      positions.map(position => nested(selectionRanges(analysis, toOffset(document, position)), document, position)),
    ),
    libraryText: async ({ uri }: { readonly uri: string }) => {
      const text = library[nameOf(uri)];
      return text === undefined ? null : { text };
    },
    program: answer(
      ({ uri }: ProgramParams) => uri,
      NO_PROGRAM,
      ({ document, analysis }, { position }) => ({
        ...programAt(analysis, toOffset(document, position), words),
        version: document.version,
      }),
    ),
  };
}

const NO_PROGRAM: ProgramResult = { kind: 'none', version: 0 };

/** Each range with the next larger one as its parent; where there is none, the cursor itself. */
function nested(spans: readonly Span[], document: TextDocument, position: Position): SelectionRange {
  const outermostFirst = spans.map(span => toRange(document, span)).toReversed();
  const innermost = outermostFirst.reduce<SelectionRange | undefined>(
    (parent, range) => ({ range, ...(parent && { parent }) }),
    undefined,
  );
  return innermost ?? { range: { start: position, end: position } };
}
