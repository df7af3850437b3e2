/**
 * Receptive fields: which input indices can influence an output position, along one spatial axis of the input.
 * Exact index sets, not a recurrence: over branches the union, holes kept, phases where the field depends on the
 * output's place. Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks", Distill, 2019,
 * gives the affine case; this is its generalisation to periodic maps.
 *
 * Indices are those of an input without an edge: below 0 and from its size on they lie in the padding.
 */
import { sameSet, shifted } from './index-set.ts';

/**
 * Output `i` sees `phases[i mod period]`, moved by `⌊i / period⌋ · shift`. Reduced: `period` is the least there is.
 *
 * A shift of 0 with a period above 1 is a list, a set for each position that there is: fields that follow no rule (a
 * resized branch meets one that was not) are written so. Nothing is known, or seen, beyond the ends of a list.
 */
export interface Field {
  readonly period: number;
  readonly shift: number;
  readonly phases: readonly IndexSet[];
}

/** Sorted, disjoint, non-adjacent half-open ranges `[start, end)`. Empty: nothing is seen. */
export type IndexSet = readonly (readonly [start: number, end: number])[];

/** An input sees itself. */
export const INPUT_FIELD: Field = { period: 1, shift: 1, phases: [[[0, 1]]] };

/** What output `position` sees. */
export const seenAt = ({ period, shift, phases }: Field, position: number): IndexSet => {
  const turn = Math.floor(position / period);
  return shifted(phases[position - turn * period] ?? [], turn * shift);
};

export const isConstant = (field: Field): boolean => field.shift === 0 && field.period === 1;

export const isList = (field: Field): boolean => field.shift === 0 && field.period > 1;

/** The field that lists what each of the positions sees. */
export const listed = (phases: readonly IndexSet[]): Field => reduced({ period: phases.length, shift: 0, phases });

/** The same field with the least period. */
export function reduced(field: Field): Field {
  const { period, shift, phases } = field;
  for (let least = 1; least < period; least++) {
    if (repeats(field, least))
      return { period: least, shift: (shift * least) / period, phases: phases.slice(0, least) };
  }
  return field;
}

/** True when every output sees what the one `least` places before it does, moved by the same share of the shift. */
function repeats({ period, shift, phases }: Field, least: number): boolean {
  const share = (shift * least) / period;
  // What sees nothing sees the same however far it moves.
  const isMove = Number.isInteger(share) || phases.every(set => set.length === 0);
  if (period % least !== 0 || !isMove) return false;
  return phases.every((set, index) => index < least || sameSet(set, shifted(phases[index - least] ?? [], share)));
}
