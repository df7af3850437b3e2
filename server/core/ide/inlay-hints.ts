/** What stands between the letters of a text: at the end of a line what leaves it, before arguments their names. */
import type { Analysis, Place } from '../analyze.ts';
import { formatShape, isKnown } from '../ops/shape.ts';
import type { Span } from '../text.ts';
import { argumentHints } from './argument-hints.ts';
import { callSites, resultOf, type CallSite, type Run } from './call-sites.ts';
import { macs, rounded } from '../figures.ts';
import { fieldSize } from './field-text.ts';
import type { HintSettings } from './hint-settings.ts';
import { NONE_CHOSEN, shownRun, type Chosen } from './instances.ts';
import { costOf, factsOf } from './run-facts.ts';
import { joined, say, type Text } from '../words.ts';

export interface InlayHint {
  /** What leaves a line, at its end; or the name of an argument that is given by its place, before it. */
  readonly kind: 'line' | 'argument';
  /** The end of the line, trailing space aside; the start of the argument. */
  readonly offset: number;
  readonly text: Text;
  /** The call that it is of: a hover there says more. */
  readonly at: number;
  /** Where what it says is decided: in a block the call of the use that is shown, of a block's call the block. */
  readonly leadsTo?: Place;
}

/** Those within `range`, in the order of the text; inside a block those of the use that is shown. */
export function inlayHints(
  analysis: Analysis,
  range: Span,
  settings: HintSettings,
  chosen: Chosen = NONE_CHOSEN,
): readonly InlayHint[] {
  const lines = lineHints(analysis, range, settings, chosen);
  if (!settings.arguments) return lines;
  const named = argumentHints(analysis).filter(({ offset }) => offset >= range.start && offset <= range.end);
  return [...lines, ...named].toSorted((a, b) => a.offset - b.offset);
}

/** One hint a line, for the lines that end within `range`. */
function lineHints(analysis: Analysis, range: Span, settings: HintSettings, chosen: Chosen): readonly InlayHint[] {
  return sitesByLine(analysis).flatMap(sites => {
    const offset = endOfLine(analysis.text, sites[0].span.end);
    const text = offset < range.start || offset > range.end ? '' : hintText(analysis, sites, settings, chosen);
    if (text === '') return [];
    const last = lastOf(sites);
    const leadsTo = decidingPlace(analysis, last, shownRun(analysis, last, chosen).run);
    return [{ kind: 'line' as const, offset, text, at: last.name.start, ...(leadsTo && { leadsTo }) }];
  });
}

/** The call that ends last. */
const lastOf = (sites: Sites): CallSite =>
  sites.reduce((latest, site) => (site.span.end > latest.span.end ? site : latest));

function decidingPlace({ file, references }: Analysis, { kind, name }: CallSite, { call }: Run): Place | undefined {
  if (call.caller?.file === file) return { file, span: call.caller.name };
  const entity = kind === 'block' ? references.find(({ span }) => span.start === name.start)?.entity : undefined;
  return entity?.kind === 'block' ? entity.place : undefined;
}

type Sites = readonly [CallSite, ...CallSite[]];

/** The calls that end on each line, in the order of the lines. */
function sitesByLine(analysis: Analysis): readonly Sites[] {
  const lines = new Map<number, [CallSite, ...CallSite[]]>();
  for (const site of callSites(analysis)) {
    const line = analysis.text.lastIndexOf('\n', site.span.end - 1);
    const sites = lines.get(line);
    if (sites) sites.push(site);
    else lines.set(line, [site]);
  }
  return [...lines].toSorted(([a], [b]) => a - b).map(([, sites]) => sites);
}

/**
 * The shape and the field are those of the call that ends last, the costs those of all. Empty where the shape is not
 * known, and for an input, whose shape is written there. What the shown use leaves out says whose it is.
 */
function hintText(analysis: Analysis, sites: Sites, settings: HintSettings, chosen: Chosen): Text {
  const runs = sites.map(site => shownRun(analysis, site, chosen).run);
  const { run: last, elsewhere } = shownRun(analysis, lastOf(sites), chosen);
  const { output, after } = factsOf(last);
  if (resultOf(last).operation.arity === 'none' || !output || !isKnown(output)) return '';
  const cost = costOf(runs);
  const parts = [
    settings.shape && formatShape(output),
    settings.receptiveField && after && say`RF ${fieldSize(after)}`,
    settings.params && cost.params > 0 && say`${rounded(cost.params)} params`,
    settings.macs && cost.macs > 0 && macs(cost.macs),
  ];
  const shown = parts.flatMap(part => part || []);
  if (shown.length === 0) return '';
  const text = joined(shown, ' · ');
  return elsewhere === undefined ? text : say`${elsewhere}: ${text}`;
}

function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return text.slice(0, newline < 0 ? text.length : newline).trimEnd().length;
}
