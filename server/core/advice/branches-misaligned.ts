import { offsetsAt } from '../analysis/alignment.ts';
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
    layers.flatMap(merge => {
      const found = offsetsAt(merge, model.fields).map(({ axis, place, offset }) => ({
        details: {
          place: place + 1,
          offset: Number(Math.abs(offset).toFixed(3)),
          side: offset < 0 ? BEFORE : AFTER,
        },
        axis: dimensionName(merge.output ?? [], axis + 1),
      }));
      return eachAxis(found).map(details => advice(merge, 'branches-misaligned', details));
    }),
};

/** Alike along several axes: one value each. */
const [BEFORE, AFTER] = [say`before`, say`after`];
