export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** One line of a catalogue of diagnostics. `message` has named holes between braces. */
export interface CatalogueEntry {
  readonly severity: Severity;
  readonly message: string;
}

export type Catalogue = Readonly<Record<string, CatalogueEntry>>;
