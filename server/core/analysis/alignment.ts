/** Whether tensors that meet look at the same places of the input. */
import type { Layer } from '../network/network.ts';
import type { Field } from './field.ts';
import { box } from './index-set.ts';

/** Along a spatial axis, tensor `place` of a merge looks so many positions of the input after tensor 0; before if less than 0. */
export interface Offset {
  readonly axis: number;
  readonly place: number;
  readonly offset: number;
}

/**
 * Of each axis the first tensor of a merge that is out of line with the first of all. Only fields that move alike have an
 * offset; one that is the same everywhere, as a gate's, is in line with all.
 *
 * Compared are the middles of the fields, on average over the phases after upsampling: Araujo, Norris and Sim, "Computing
 * receptive fields of convolutional neural networks", Distill, 2019, section on alignment.
 */
export function offsetsAt(
  { inputs, output = [] }: Layer,
  fields: readonly (readonly Field[] | undefined)[],
): readonly Offset[] {
  if (inputs.length < 2) return [];
  return output.slice(1).flatMap((_, axis) => {
    const [first, ...others] = inputs.map(id => middleOf(fields[id]?.[axis]));
    const place = others.findIndex(middle => isBeside(first, middle));
    const offset = (others[place]?.start ?? 0) - (first?.start ?? 0);
    return place < 0 ? [] : [{ axis, place: place + 1, offset }];
  });
}

interface Middle {
  readonly start: number;
  readonly jump: number;
}

const isBeside = (one: Middle | undefined, other: Middle | undefined): boolean =>
  one !== undefined && other !== undefined && one.jump === other.jump && Math.abs(one.start - other.start) > 1e-9;

/** Where output 0 looks, on average over the phases, and how far apart two outputs look. */
function middleOf(field: Field | undefined): Middle | undefined {
  if (!field || field.shift === 0) return undefined;
  const jump = field.shift / field.period;
  let sum = 0;
  for (const [phase, set] of field.phases.entries()) {
    const range = box(set);
    if (!range) return undefined;
    sum += (range[0] + range[1] - 1) / 2 - phase * jump;
  }
  return { start: sum / field.period, jump };
}
