/** Judges `expect` and `budget`: what the text claims, against what the analyses say. */
import { layerFields } from './layer-fields.ts';
import type { ModelAnalysis } from '../analyze.ts';
import type { Comparison } from '../language/tree.ts';
import type { EvaluatedClaim } from '../network/expansion.ts';
import { isKnown, mayEqual, type Shape } from '../ops/shape.ts';

/** A claim about something known, which holds or fails. */
export interface JudgedClaim {
  readonly claim: EvaluatedClaim;
  /** The fact: one number, or one a spatial axis. */
  readonly found: Shape;
  readonly holds: boolean;
}

/** One about something unknown neither holds nor fails: it is left out. */
export const judgeClaims = (model: Facts, claims: readonly EvaluatedClaim[]): readonly JudgedClaim[] =>
  claims.flatMap(claim => {
    const found = claim.line ? factOfLine(model, claim.fact, claim.line) : factOfModel(model, claim.fact);
    return found && isKnown(found) ? [{ claim, found, holds: holds(found, claim) }] : [];
  });

type Facts = Pick<ModelAnalysis, 'network' | 'costs' | 'fields' | 'totals'>;

/** A fact is one number, or one a spatial axis; a claim holds when it holds for each. */
function holds(found: Shape, { operator, wanted }: EvaluatedClaim): boolean {
  if (typeof wanted === 'number') return found.every(number => compare[operator](number, wanted));
  const equal = wanted.length === found.length && wanted.every((size, index) => mayEqual(size, found[index] ?? 0));
  return operator === '!=' ? !equal : equal && operator !== '<' && operator !== '>';
}

const compare: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function factOfModel({ totals, network, fields }: Facts, fact: string): Shape | undefined {
  if (fact === 'params') return [totals.params];
  if (fact === 'macs') return [totals.macs];
  if (fact === 'peak') return [totals.peakActivationBytes];
  const last = network.outputs.at(-1);
  return last && fieldFact({ network, fields }, last.layer, 'size');
}

function factOfLine(
  model: Facts,
  fact: string,
  { result, from }: NonNullable<EvaluatedClaim['line']>,
): Shape | undefined {
  const shape = model.network.layers[result]?.output;
  switch (fact) {
    case 'params':
    case 'macs':
      return [model.costs.slice(from, result + 1).reduce((total, cost) => total + cost[fact], 0)];
    case 'rf':
      return fieldFact(model, result, 'size');
    case 'jump':
      return fieldFact(model, result, 'jump');
    case 'shape':
      return shape;
    case 'channels':
      return shape?.slice(0, 1);
    case 'depth':
      return shape?.at(-3) === undefined || shape.length < 4 ? undefined : shape.slice(-3, -2);
    case 'height':
      return shape && shape.length > 2 ? shape.slice(-2, -1) : undefined;
    default:
      return shape && shape.length > 1 ? shape.slice(-1) : undefined;
  }
}

function fieldFact(
  { network, fields }: Pick<ModelAnalysis, 'network' | 'fields'>,
  layer: number,
  what: 'size' | 'jump',
): Shape | undefined {
  return layerFields({ network, fields }, layer)?.map(axis => axis[what]);
}
