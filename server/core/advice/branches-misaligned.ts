import type { Field } from '../analysis/field.ts';
import { box } from '../analysis/index-set.ts';
import type { Layer } from '../network/network.ts';
import { dimensionName } from '../ops/shape.ts';
import { advice, eachAxis, type Rule } from './rule.ts';
import { say } from '../words.ts';

export const branchesMisaligned: Rule = {
  code: 'branches-misaligned',
  title: 'Branches out of line',
  page:
    'Tensors that are joined position by position should look at the same places. Where padding or an even kernel moves ' +
    'one of them, the join mixes neighbours. The offset is that of the middles of the exact receptive fields, in positions ' +
    'of the input, taken over all phases after upsampling (Araujo, Norris and Sim, 2019, ' +
    '[Distill](https://distill.pub/2019/computing-receptive-fields/), section on alignment).',
  example: 'model Net {\n  input(3x32x32)\n  relu\n  add({\n    conv(3, 3, padding=[[2, 0], [1, 1]])\n  })\n}\n',
  find: ({ layers, model }) =>
    layers.filter(isMerge).flatMap(merge => {
      const shape = merge.output ?? [];
      const found = shape.slice(1).flatMap((_, axis) => {
        const [first, ...others] = merge.inputs.map(id => middleOf(model.fields[id]?.[axis]));
        const place = others.findIndex(middle => isBeside(first, middle));
        const offset = (others[place]?.start ?? 0) - (first?.start ?? 0);
        const details = {
          place: place + 2,
          offset: Number(Math.abs(offset).toFixed(3)),
          side: offset < 0 ? BEFORE : AFTER,
        };
        return place < 0 ? [] : [{ details, axis: dimensionName(shape, axis + 1) }];
      });
      return eachAxis(found).map(details => advice(merge, 'branches-misaligned', details));
    }),
};

/** Alike along several axes: one value each. */
const [BEFORE, AFTER] = [say`before`, say`after`];

const isMerge = ({ operation, inputs }: Layer): boolean => operation.arity === 'many' && inputs.length > 1;

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
