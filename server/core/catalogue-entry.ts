export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** One line of a catalogue of diagnostics. `message` has named holes between braces. */
export interface CatalogueEntry {
  readonly severity: Severity;
  readonly message: string;
}

export type Catalogue = Readonly<Record<string, CatalogueEntry>>;

/** The message's own type says which holes it has. */
/* @__NO_SIDE_EFFECTS__ */
const entryOf =
  (severity: Severity) =>
  /* @__NO_SIDE_EFFECTS__ */
  <const Message extends string>(message: Message) => ({ severity, message });

/** The network cannot be built, or not as it is written. */
export const error = entryOf('error');
/** It can, and computes what nobody wants. */
export const warning = entryOf('warning');
/** A fact that one should know. */
export const information = entryOf('information');
/** A matter of cost or of style. */
export const hint = entryOf('hint');
