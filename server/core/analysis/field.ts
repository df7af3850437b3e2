/**
 * Receptive fields: which input indices can influence an output position, along one spatial axis of the input.
 * Exact index sets, not a recurrence: over branches the union, holes kept, phases where the field depends on the
 * output's place. Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks", Distill, 2019,
 * gives the affine case; this is its generalisation to periodic maps.
 */

/** Output `i` sees `phases[i mod period]`, moved by `⌊i / period⌋ · shift`. Reduced: `period` is the least there is. */
export interface Field {
  readonly period: number;
  readonly shift: number;
  readonly phases: readonly IndexSet[];
}

/** Sorted, disjoint, non-adjacent half-open ranges `[start, end)`. Empty: nothing is seen. */
export type IndexSet = readonly (readonly [start: number, end: number])[];
