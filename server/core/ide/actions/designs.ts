/** Inverse design, where a model or a claim that fails is looked at. */
import { differenceOf, outputShapes, type Change } from '../../analysis/difference.ts';
import type { JudgedClaim } from '../../analysis/claims.ts';
import type { Analysis, ModelAnalysis } from '../../analyze.ts';
import { aimOfClaim, aimOfModel, type Aim } from '../../design/aim.ts';
import { designs, type Design } from '../../design/search.ts';
import { nodesOf } from '../../language/tree-walk.ts';
import { touches, type Span } from '../../text.ts';
import { joined, say, type Composed } from '../../words.ts';
import { percentText, sizesText } from '../difference-text.ts';
import { bytes, rounded } from '../../figures.ts';
import type { Action } from './action.ts';

/** More would be a list to read rather than to choose from. */
const MOST_OFFERED = 6;

/** For the claims that fail in the line at the cursor. */
export const claimDesigns = (analysis: Analysis, { start }: Span): readonly Action[] =>
  designsFor(analysis, ({ claim }) => touches(statementAround(analysis, claim.span), start));

/** For the claim that fails at a place. */
export const designsOfClaim = (analysis: Analysis, { start }: Span): readonly Action[] =>
  designsFor(analysis, ({ claim }) => claim.span.start === start);

/** For some of the claims that fail; searched for once in a version, however often they are asked for. */
const designsFor = (analysis: Analysis, fits: (judged: JudgedClaim) => boolean): readonly Action[] =>
  analysis.models.flatMap(model =>
    aimsOf(analysis, model, fits).flatMap(aim => {
      const known = searched.get(model)?.get(aim.place) ?? offersFor(analysis, [aim], 'quickfix');
      searched.set(model, new Map([...(searched.get(model) ?? []), [aim.place, known]]));
      return known;
    }),
  );

/** By model, which is another in another version, and the place of the claim. */
const searched = new WeakMap<ModelAnalysis, ReadonlyMap<number, readonly Action[]>>();

/** At the head of a model: for all its claims that fail, and to see the whole input. */
export const modelDesigns = (analysis: Analysis, { start }: Span): readonly Action[] =>
  analysis.models.flatMap(model => {
    const { keyword, body } = model.definition;
    if (!touches({ start: keyword.start, end: body.span.start }, start)) return [];
    const aims = [...aimsOf(analysis, model, () => true), ...[aimOfModel(model) ?? []].flat()];
    return offersFor(analysis, aims, 'refactor.rewrite');
  });

/** A block's claim is made once for each use of it. */
function aimsOf(analysis: Analysis, model: ModelAnalysis, fits: (judged: JudgedClaim) => boolean): readonly Aim[] {
  const aims = model.claims.filter(fits).flatMap(judged => aimOfClaim(analysis, model, judged) ?? []);
  return [...new Map(aims.map(aim => [aim.place, aim])).values()];
}

const offersFor = (analysis: Analysis, aims: readonly Aim[], kind: Action['kind']): readonly Action[] =>
  aims.flatMap(aim =>
    designs(analysis, aim)
      .slice(0, MOST_OFFERED)
      .map(design => ({ title: titleOf(aim, design), kind, edits: design.edits })),
  );

/** The line that a claim is part of. */
function statementAround({ tree }: Analysis, claim: Span): Span {
  const facts = nodesOf(tree).find(
    node => (node.kind === 'expect' || node.kind === 'budget') && touches(node.span, claim.start),
  );
  return facts?.span ?? claim;
}

/** `conv3: dilation 2 → RF 91, +0 % MACs, +0 % params`; and the outputs' shapes where they change. */
function titleOf({ fact, model }: Aim, { title, outcome: { found, model: now } }: Design): Composed {
  const { totals, receptiveField } = differenceOf(model, now);
  const [figure = Number.NaN] = found;
  const reached = {
    rf: say`RF ${sizesText(found)}`,
    params: say`${rounded(figure)} params`,
    macs: `${rounded(figure)} MACs`,
    peak: say`peak ${bytes(figure)}`,
  };
  const { before: saw, after: sees } = receptiveField;
  const isSightOther = fact !== 'rf' && saw && sees && String(saw) !== String(sees);
  const parts = [
    reached[fact],
    ...shareText(totals.macs).map(share => `${share} MACs`),
    ...shareText(totals.params).map(share => say`${share} params`),
    ...(isSightOther ? [say`RF ${sizesText(saw)} → ${sizesText(sees)}`] : []),
    ...(outputShapes(now) === outputShapes(model) ? [] : [say`output ${outputShapes(now)}`]),
  ];
  return joined([title, joined(parts, ', ')], ' → ');
}

const shareText = ({ before, after }: Change<number>): readonly string[] =>
  before && after !== null ? [percentText({ before, after })] : [];
