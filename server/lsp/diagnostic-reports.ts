import { DocumentDiagnosticReportKind, type Diagnostic, type DocumentDiagnosticReport } from 'vscode-languageserver';

/** Reports of pulled diagnostics: what a client has already, it is not sent again. */
export class DiagnosticReports {
  readonly #last = new Map<string, { readonly resultId: string; readonly content: string }>();
  #count = 0;

  report(uri: string, items: Diagnostic[], previousResultId: string | undefined): DocumentDiagnosticReport {
    const content = JSON.stringify(items);
    const last = this.#last.get(uri);
    if (last?.content === content && last.resultId === previousResultId)
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: last.resultId };
    this.#count += 1;
    const resultId = String(this.#count);
    this.#last.set(uri, { resultId, content });
    return { kind: DocumentDiagnosticReportKind.Full, items, resultId };
  }

  closed(uri: string): void {
    this.#last.delete(uri);
  }
}
