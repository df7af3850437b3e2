import {
  DocumentDiagnosticReportKind,
  type CancellationToken,
  type PreviousResultId,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Services } from './answering.ts';
import type { DiagnosticReports } from './diagnostic-reports.ts';
import { toDiagnostics } from './diagnostics.ts';
import { nameOf, uriOf } from './file-names.ts';

/** What a file's diagnostics came of: its own text, those of the files that it imports, and the advice that is wanted. */
interface Grounds {
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly silenced: ReadonlySet<string>;
}

type Needed = Pick<Services, 'client' | 'documents' | 'settings' | 'words'>;

/** Pulled diagnostics of all files. A file is analysed again when its text is another, or that of one it imports. */
export class WorkspaceReports {
  readonly #services: Needed;
  readonly #reports: DiagnosticReports;
  readonly #grounds = new Map<string, Grounds & { readonly resultId: string | undefined }>();

  constructor(services: Needed, reports: DiagnosticReports) {
    this.#services = services;
    this.#reports = reports;
  }

  async all(
    previous: readonly PreviousResultId[],
    token: CancellationToken,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const texts = await this.#services.documents.texts();
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
    const { uri = uriOf(name), version = null } = this.#services.documents.openNamed(name) ?? {};
    if (
      last?.resultId !== undefined &&
      last.resultId === previous &&
      last.silenced === this.#services.settings.silenced &&
      stands(last.texts, texts)
    )
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: last.resultId, uri, version };
    const analysed = await this.#services.documents.analysedNamed(name, texts.get(name) ?? '');
    if (!analysed) return undefined;
    const report = this.#reports.report(uri, toDiagnostics(analysed, this.#services), previous);
    const read = [name, ...analysed.analysis.dependencies].map(file => [file, texts.get(file)] as const);
    const { silenced } = this.#services.settings;
    this.#grounds.set(name, { texts: new Map(read), silenced, resultId: report.resultId });
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

const stands = (read: Grounds['texts'], texts: ReadonlyMap<string, string>): boolean =>
  [...read].every(([name, text]) => texts.get(name) === text);
