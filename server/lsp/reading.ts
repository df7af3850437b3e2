/** What is read by hand: hovers, definitions, ever larger selections. */
import type { CancellationToken, InlayHint, Position, SelectionRange } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis, Place } from '#core/analyze.ts';
import { declarationAt, definitionAt } from '#core/ide/definition.ts';
import { hoverAt, type Hover } from '#core/ide/hover.ts';
import { programAt } from '#core/ide/program.ts';
import { selectionRanges } from '#core/ide/selection-ranges.ts';
import { typeDefinitionsAt } from '#core/ide/type-definition.ts';
import { library } from '#core/library/library.ts';
import type { Span } from '#core/text.ts';
import { advicePage } from './advice-pages.ts';
import { answering, ownUri, type AboutDocument, type AboutPosition, type Services } from './answering.ts';
import type { Analysed } from './documents.ts';
import { nameOf } from './file-names.ts';
import { toOffset, toRange } from './positions.ts';
import type { ProgramParams, ProgramResult } from './protocol.ts';
import { located, markdown, reachable } from './to-lsp.ts';
import type { AboutHint } from './typing.ts';

export interface AboutPositions extends AboutDocument {
  readonly positions: readonly Position[];
}

export function readingAnswers(services: Services) {
  const { documents, client, words } = services;
  const answer = answering(services);
  const placed = (find: (analysis: Analysis, offset: number) => Place | undefined) =>
    answer(ownUri, null, (analysed, { position }: AboutPosition) => {
      const place = find(analysed.analysis, toOffset(analysed.document, position));
      return place && reachable(place, client) ? located(place, analysed, documents) : null;
    });
  return {
    hover: answer(ownUri, null, (analysed, { position }: AboutPosition) => {
      const { document } = analysed;
      const hover = hoverIn(analysed, toOffset(document, position), services);
      return hover ? { contents: markdown(words(hover.markdown)), range: toRange(document, hover.span) } : null;
    }),
    hintTooltip: async (hint: InlayHint, token: CancellationToken) => {
      const { uri, at } = (hint.data ?? {}) as Partial<AboutHint>;
      const resolve = answer(
        () => String(uri),
        hint,
        analysed => {
          const hover = hoverIn(analysed, Number(at), services);
          return hover ? { ...hint, tooltip: markdown(words(hover.markdown)) } : hint;
        },
      );
      return resolve(hint, token);
    },
    definition: placed(definitionAt),
    declaration: placed(declarationAt),
    typeDefinitions: answer(ownUri, [], (analysed, { position }: AboutPosition) =>
      typeDefinitionsAt(analysed.analysis, toOffset(analysed.document, position))
        .filter(place => reachable(place, client))
        .flatMap(place => located(place, analysed, documents) ?? []),
    ),
    selections: answer(ownUri, [], ({ document, analysis }, { positions }: AboutPositions) =>
      positions.map(position => nested(selectionRanges(analysis, toOffset(document, position)), document, position)),
    ),
    serverText: async ({ uri }: { readonly uri: string }) => {
      const text = library[nameOf(uri)] ?? advicePage(uri, words);
      return text === undefined ? null : { text };
    },
    program: answer(
      ({ uri }: ProgramParams) => uri,
      NO_PROGRAM,
      ({ document, analysis }, { position, model }) => ({
        ...programAt(analysis, toOffset(document, position), words, model),
        version: document.version,
      }),
    ),
  };
}

function hoverIn(
  { document, analysis }: Analysed,
  offset: number,
  { client, instances, settings }: Services,
): Hover | undefined {
  const addressOf = ({ file, span }: Place): string | undefined => {
    const { line, character } = document.positionAt(span.start);
    return file === analysis.file ? `${document.uri}#L${line + 1},${character + 1}` : undefined;
  };
  return hoverAt(analysis, offset, {
    chosen: instances.of(document.uri),
    pictures: client.showsPictures,
    devices: settings.devices,
    ...(client.opensPlaces && { link: addressOf }),
  });
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
