/** What stands at the end of a line: the shape of the tensor that leaves it, and what it sees. */
import type { Analysis } from '../analyze.ts';
import { formatShape, isKnown } from '../ops/shape.ts';
import type { Span } from '../text.ts';
import { callSites, lastLayer, type CallSite } from './call-sites.ts';
import { macs, rounded } from './figures.ts';
import { fieldSize } from './field-text.ts';
import { factsOf } from './run-facts.ts';

export interface HintSettings {
  readonly shape: boolean;
  readonly receptiveField: boolean;
  readonly params: boolean;
  readonly macs: boolean;
}

export const DEFAULT_HINTS: HintSettings = { shape: true, receptiveField: true, params: false, macs: false };

export interface InlayHint {
  /** The end of the line, trailing space aside. */
  readonly offset: number;
  readonly text: string;
}

/** One hint a line of the text, for the lines that end within `range`; inside a block those of its first use. */
export function inlayHints(analysis: Analysis, range: Span, settings: HintSettings): readonly InlayHint[] {
  return lastSiteOfEachLine(analysis, range).flatMap(site => {
    const text = hintText(site, settings);
    return text === '' ? [] : [{ offset: endOfLine(analysis.text, site.span.end), text }];
  });
}

/** The call that ends last on a line gives the line's tensor; of two that end together, the outer. */
function lastSiteOfEachLine(analysis: Analysis, range: Span): readonly CallSite[] {
  const { text } = analysis;
  const last = new Map<number, CallSite>();
  for (const site of callSites(analysis)) {
    const { end } = site.span;
    if (end < range.start || end > range.end) continue;
    const line = text.lastIndexOf('\n', end - 1);
    const known = last.get(line);
    if (!known || known.span.end < end) last.set(line, site);
  }
  return [...last.values()].toSorted((a, b) => a.span.end - b.span.end);
}

/** Empty where the shape is not known, and for an input, whose shape is written there. */
function hintText({ runs: [run] }: CallSite, settings: HintSettings): string {
  const { output, after, cost } = factsOf(run);
  if (lastLayer(run).operation.arity === 'none' || !output || !isKnown(output)) return '';
  const parts = [
    settings.shape && formatShape(output),
    settings.receptiveField && after && `RF ${fieldSize(after)}`,
    settings.params && cost.params > 0 && `${rounded(cost.params)} params`,
    settings.macs && cost.macs > 0 && macs(cost.macs),
  ];
  return parts.filter(Boolean).join(' · ');
}

function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return text.slice(0, newline < 0 ? text.length : newline).trimEnd().length;
}
