/** The core's diagnostics and their fixes in the protocol's terms. */
import {
  DiagnosticSeverity,
  type Diagnostic as LspDiagnostic,
  type DiagnosticRelatedInformation,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Severity } from '#core/catalogue-entry.ts';
import type { Diagnostic, Related } from '#core/diagnostics.ts';
import { review } from '#core/review.ts';
import type { Words } from '#core/words.ts';
import { advicePageUri } from './advice-pages.ts';
import type { Services } from './answering.ts';
import type { ClientSupport } from './capabilities.ts';
import type { Analysed, Documents } from './documents.ts';
import { uriOf } from './file-names.ts';
import { toRange } from './positions.ts';
import type { Settings } from './settings.ts';

type Silencing = Pick<Settings, 'silenced'>;

/** What decides how a diagnostic is told. */
type Telling = Pick<Services, 'words'> & { readonly client: Pick<ClientSupport, 'serverDocuments'> };

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What there is to say, less the advice that the user has switched off. */
export const shown = ({ analysis }: Analysed, { silenced }: Silencing): readonly Diagnostic[] =>
  review(analysis).filter(({ code }) => !silenced.has(code));

export const toDiagnostics = (
  analysed: Analysed,
  services: Telling & Pick<Services, 'documents'> & { readonly settings: Silencing },
): LspDiagnostic[] => {
  const { document, analysis } = analysed;
  const { documents, settings, words } = services;
  return shown(analysed, settings).map(diagnostic => ({
    ...withoutRelated(diagnostic, document, services),
    relatedInformation: diagnostic.related.flatMap(related =>
      related.file === analysis.file ? [located(related, document, words)] : elsewhere(related, documents, words),
    ),
  }));
};

export const withoutRelated = (
  { code, severity, span, message }: Diagnostic,
  document: TextDocument,
  { client, words }: Telling,
): LspDiagnostic => {
  const href = client.serverDocuments ? advicePageUri(code) : undefined;
  return {
    range: toRange(document, span),
    severity: SEVERITIES[severity],
    source: 'fovea',
    code,
    ...(href !== undefined && { codeDescription: { href } }),
    message: words(message),
  };
};

const located = ({ span, message }: Related, document: TextDocument, words: Words): DiagnosticRelatedInformation => ({
  location: { uri: document.uri, range: toRange(document, span) },
  message: words(message),
});

const elsewhere = (related: Related, documents: Documents, words: Words): DiagnosticRelatedInformation[] => {
  const document = documents.document(uriOf(related.file));
  return document ? [located(related, document, words)] : [];
};
