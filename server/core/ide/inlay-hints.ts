/** What stands at the end of a line: the shape of the tensor that leaves it, and what it sees. */
import type { Analysis } from '../analyze.ts';
import { formatShape, isKnown } from '../ops/shape.ts';
import type { Span } from '../text.ts';
import { callSites, resultOf, type CallSite } from './call-sites.ts';
import { macs, rounded } from './figures.ts';
import { fieldSize } from './field-text.ts';
import type { HintSettings } from './hint-settings.ts';
import { NONE_CHOSEN, shownRun, type Chosen } from './instances.ts';
import { costOf, factsOf } from './run-facts.ts';
import { joined, say, type Text } from '../words.ts';

export interface InlayHint {
  /** The end of the line, trailing space aside. */
  readonly offset: number;
  readonly text: Text;
}

/** One hint a line of the text, for the lines that end within `range`; inside a block those of the use that is shown. */
export function inlayHints(
  analysis: Analysis,
  range: Span,
  settings: HintSettings,
  chosen: Chosen = NONE_CHOSEN,
): readonly InlayHint[] {
  return sitesByLine(analysis).flatMap(sites => {
    const offset = endOfLine(analysis.text, sites[0].span.end);
    const text = offset < range.start || offset > range.end ? '' : hintText(analysis, sites, settings, chosen);
    return text === '' ? [] : [{ offset, text }];
  });
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
  const lastSite = sites.reduce((latest, site) => (site.span.end > latest.span.end ? site : latest));
  const { run: last, elsewhere } = shownRun(analysis, lastSite, chosen);
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
