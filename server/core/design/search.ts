/**
 * Inverse design: the cheapest changes of a text after which its model reaches an aim. Every change has been analysed
 * before it is offered: it reaches the aim, and brings no new error.
 */
import { outputShapes } from '../analysis/difference.ts';
import type { Analysis } from '../analyze.ts';
import type { TextEdit } from '../diagnostics.ts';
import { applyEdits } from '../edits.ts';
import type { Aim, Judgement } from './aim.ts';
import type { Knob, Setting } from './knob.ts';
import { knobsFor } from './knobs.ts';

/** A change, and what it makes of the model. */
export interface Design extends Setting {
  readonly outcome: Judgement;
}

/** How many changes of one kind are offered, and how many knobs of it are tried for them. */
const OFFERED = 2;
const TRIED = 6;
/** How often one knob is turned. */
const TURNS = 5;
/** Layers that may be expanded in all: the time is bounded, whatever the file holds. */
const MOST_LAYERS = 6_000;

/** The cheapest first: those that keep the outputs' shapes, by multiply-accumulates, then parameters. */
export function designs(analysis: Analysis, aim: Aim): readonly Design[] {
  const now = aim.judge(analysis, offset => offset);
  if (!now || !(now.missing > 0)) return [];
  const size = analysis.models.reduce((sum, { network }) => sum + network.layers.length, 1);
  const search: Search = { analysis, aim, missing: now.missing, trials: { left: Math.floor(MOST_LAYERS / size) } };
  const knobs = knobsFor(analysis, aim);
  const kinds = new Set(knobs.map(({ kind }) => kind));
  return [...kinds]
    .flatMap(kind =>
      cheapest(
        search,
        knobs.filter(knob => knob.kind === kind),
      ),
    )
    .toSorted(order(aim));
}

interface Search {
  readonly analysis: Analysis;
  readonly aim: Aim;
  readonly missing: number;
  readonly trials: { left: number };
}

function cheapest(search: Search, knobs: readonly Knob[]): readonly Design[] {
  const found: Design[] = [];
  for (const knob of knobs.toSorted((a, b) => a.price - b.price).slice(0, TRIED)) {
    const design = found.length < OFFERED ? turn(search, knob) : undefined;
    if (design) found.push(design);
  }
  return found;
}

/** The fewest steps that do, as far as they are found in a few turns. */
function turn(search: Search, knob: Knob): Design | undefined {
  let best: Design | undefined;
  let [low, high] = [0, Infinity];
  let steps = knob.gain === undefined ? 1 : Math.max(1, Math.ceil(search.missing / knob.gain));
  for (let turns = 0; turns < TURNS && low < steps && steps < high; turns++) {
    const setting = knob.turned(steps);
    const outcome = setting && tryOut(search, setting);
    if (!setting || !outcome) break;
    if (outcome.missing === 0) {
      best = { ...setting, outcome };
      high = steps;
      // What a gain foretells is the least.
      steps = knob.gain === undefined ? Math.floor((low + high) / 2) : 0;
    } else if (outcome.missing < search.missing) {
      low = steps;
      const foretold = Math.ceil((steps * search.missing) / (search.missing - outcome.missing));
      steps = Math.min(Math.max(foretold, steps + 1), high - 1);
    } else break;
  }
  return best;
}

/** What a change makes of the model; undefined if it brings an error that was not there, or trials are used up. */
function tryOut({ analysis, aim, trials }: Search, { edits }: Setting): Judgement | undefined {
  if (trials.left <= 0) return undefined;
  trials.left -= 1;
  const after = analysis.revised(applyEdits(analysis.text, edits));
  const outcome = aim.judge(after, moving(edits));
  const before = errorCounts(analysis);
  // The claim that now holds must not make room for another that fails.
  const kept = outcome?.missing === 0 && aim.place >= 0 ? 1 : 0;
  const isWorse = [...errorCounts(after)].some(
    ([code, count]) => count > (before.get(code) ?? 0) - (code === 'claim-fails' ? kept : 0),
  );
  return isWorse ? undefined : outcome;
}

function errorCounts({ problems }: Analysis): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code, severity } of problems) if (severity === 'error') counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/** Where what stood at an offset stands after edits. */
const moving =
  (edits: readonly TextEdit[]) =>
  (offset: number): number =>
    edits.reduce(
      (at, { span, text }) => (span.end <= offset ? at + text.length - (span.end - span.start) : at),
      offset,
    );

/** A smaller model is better the less it was cut; a larger one, the less it grew. */
function order({ fact, model }: Aim): (a: Design, b: Design) => number {
  const shapes = outputShapes(model);
  const keys = ({ outcome: { model: now } }: Design): readonly number[] => {
    const { macs, params, peakActivationBytes: peak } = now.totals;
    const kept = outputShapes(now) === shapes ? 0 : 1;
    return fact === 'rf' ? [kept, macs, params] : [kept, -{ params, macs, peak }[fact], -macs];
  };
  return (a, b) => {
    const [one, other] = [keys(a), keys(b)];
    return one.map((key, index) => key - (other[index] ?? 0)).find(difference => difference !== 0) ?? 0;
  };
}
