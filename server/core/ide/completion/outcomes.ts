/** What comes of each of several values that may be written. */
import { exact } from '../../figures.ts';
import { formatShape, type Shape } from '../../ops/shape.ts';
import { joined, say, type Text } from '../../words.ts';
import type { Suggestion } from './completion.ts';

/** Empty where nothing is known. */
export interface Outcome {
  readonly shape?: Shape;
  /** Learnable numbers. */
  readonly params?: number;
}

export interface Tried {
  readonly suggestion: Suggestion;
  readonly outcome: Outcome;
}

/** Each with its outcome, as far as that is not the same for all. */
export function withOutcomes(
  tried: readonly Tried[],
  isPreferred: (outcome: Outcome) => boolean = () => false,
): readonly Suggestion[] {
  const differ = (figure: (outcome: Outcome) => string | number) =>
    new Set(tried.map(({ outcome }) => figure(outcome)).filter(Boolean)).size > 1;
  const [shapes, params] = [differ(shapeText), differ(({ params: count = 0 }) => count)];
  const preferred = tried.find(({ outcome }) => isPreferred(outcome));
  return tried.map(({ suggestion, outcome }) => {
    const effects = [shapes ? shapeText(outcome) : '', params ? paramsText(outcome) : ''].filter(text => text !== '');
    return {
      ...suggestion,
      ...(effects.length > 0 && { effect: joined(effects, ' · ') }),
      ...(outcome === preferred?.outcome && { preferred: true }),
    };
  });
}

const shapeText = ({ shape }: Outcome): string => (shape ? `→ ${formatShape(shape)}` : '');
const paramsText = ({ params = 0 }: Outcome): Text => (params > 0 ? say`${exact(params)} params` : '');
