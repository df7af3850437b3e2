/**
 * What Fovea says about a text. Every diagnostic has a stable code in `catalogue`; a message is a sentence with named
 * holes, and the compiler checks that whoever reports a code fills exactly its holes.
 */
import { catalogue } from './catalogue.ts';
import type { Severity } from './catalogue-entry.ts';
import type { Span } from './text.ts';
import type { Sentence, Text } from './words.ts';

export type Code = keyof typeof catalogue;

/** The names between braces in a message: `Holes<'{a} and {b}'>` is `'a' | 'b'`. */
type Holes<Message extends string> = Message extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | Holes<Rest>
  : never;

export type Details<C extends Code> = Readonly<Record<Holes<(typeof catalogue)[C]['message']>, Text>>;

/** A code with its holes filled, not yet anywhere in a text. */
export interface Finding<C extends Code = Code> {
  readonly code: C;
  readonly message: Sentence;
}

/** Another place that has to do with a diagnostic. */
export interface Related {
  /** The file, as the host names it. */
  readonly file: string;
  readonly span: Span;
  readonly message: Sentence;
}

export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** A change that resolves a diagnostic, within its file. */
export interface Fix {
  readonly title: Sentence;
  readonly edits: readonly TextEdit[];
}

export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: Sentence;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}

/** Fills the holes of a code's message. */
export const finding = <C extends Code>(code: C, details: Details<C>): Finding<C> => ({
  code,
  message: { english: catalogue[code].message, values: details },
});

/** Puts a finding at a place. */
export function diagnosticAt(
  span: Span,
  { code, message }: Finding,
  extra: { readonly related?: readonly Related[]; readonly fixes?: readonly Fix[] } = {},
): Diagnostic {
  return {
    code,
    severity: catalogue[code].severity,
    span,
    message,
    related: extra.related ?? [],
    // Read when asked for: it may take an analysis to tell what a change would do.
    get fixes() {
      return extra.fixes ?? [];
    },
  };
}

/** The usual case of `diagnosticAt` with `finding`. */
export const diagnose = <C extends Code>(
  span: Span,
  code: C,
  details: Details<C>,
  extra?: { readonly related?: readonly Related[]; readonly fixes?: readonly Fix[] },
): Diagnostic => diagnosticAt(span, finding(code, details), extra);

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');
