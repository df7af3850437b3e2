import {
  DocumentDiagnosticReportKind,
  type CancellationToken,
  type PreviousResultId,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Words } from '#core/words.ts';
import type { DiagnosticReports } from './diagnostic-reports.ts';
import { toDiagnostics } from './diagnostics.ts';
import type { Documents } from './documents.ts';
import { nameOf, uriOf } from './file-names.ts';

/** The texts that a file's diagnostics came of: its own, and those of the files that it imports. */
type Grounds = ReadonlyMap<string, string | undefined>;

/** Pulled diagnostics of all files. A file is analysed again when its text is another, or that of one it imports. */
export class WorkspaceReports {
  readonly #documents: Documents;
  readonly #reports: DiagnosticReports;
  readonly #words: Words;
  readonly #grounds = new Map<string, { readonly texts: Grounds; readonly resultId: string | undefined }>();

  constructor(documents: Documents, reports: DiagnosticReports, words: Words) {
    this.#words = words;
    this.#documents = documents;
    this.#reports = reports;
  }

  async all(
    previous: readonly PreviousResultId[],
    token: CancellationToken,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const texts = await this.#documents.texts();
    const known = new Map(previous.map(({ uri, value }) => [nameOf(uri), value]));
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    for (const name of texts.keys()) {
      if (token.isCancellationRequested) break;
      const report = await this.#reportOf(name, texts, known.get(name));
      if (report) items.push(report);
    }
    return [...items, ...this.#gone(texts, known)];
  }

  async #reportOf(
    name: string,
    texts: ReadonlyMap<string, string>,
    previous: string | undefined,
  ): Promise<WorkspaceDocumentDiagnosticReport | undefined> {
    const last = this.#grounds.get(name);
    const { uri = uriOf(name), version = null } = this.#documents.openNamed(name) ?? {};
    if (last?.resultId !== undefined && last.resultId === previous && stands(last.texts, texts))
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: last.resultId, uri, version };
    const analysed = await this.#documents.analysedNamed(name, texts.get(name) ?? '');
    if (!analysed) return undefined;
    const report = this.#reports.report(uri, toDiagnostics(analysed, this.#documents, this.#words), previous);
    const read = [name, ...analysed.analysis.dependencies].map(file => [file, texts.get(file)] as const);
    this.#grounds.set(name, { texts: new Map(read), resultId: report.resultId });
    return { ...report, uri, version };
  }

  /** What the client still has of files that are no more: nothing is wrong with them. */
  #gone(
    texts: ReadonlyMap<string, string>,
    known: ReadonlyMap<string, string>,
  ): readonly WorkspaceDocumentDiagnosticReport[] {
    return [...known.keys()]
      .filter(name => !texts.has(name))
      .map(name => {
        this.#grounds.delete(name);
        return { kind: DocumentDiagnosticReportKind.Full, items: [], uri: uriOf(name), version: null };
      });
  }
}

const stands = (grounds: Grounds, texts: ReadonlyMap<string, string>): boolean =>
  [...grounds].every(([name, text]) => texts.get(name) === text);
