import { dimensionName } from '../ops/shape.ts';
import { isInside } from './positions-read.ts';
import { settingArguments } from './rewriting.ts';
import { advice, eachAxis, type Rule } from './rule.ts';
import { say } from '../words.ts';

export const droppedBorder: Rule = {
  code: 'dropped-border',
  title: 'Border that is never read',
  page:
    'The output size of a window is rounded down: where the stride does not divide what is left of the map, the last ' +
    'positions are in no window ([PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html)). ' +
    'Padding, `ceil_mode` of a pool, or an input whose size fits brings them back.',
  example: 'model Net {\n  input(3x33x32)\n  maxpool(2)\n  conv(8, 3, padding=1)\n}\n',
  find: subject =>
    subject.partlyRead().flatMap(({ output, reader, axes }) => {
      const found = axes.flatMap(({ axis, size, unread }) => {
        // What lies inside is stepped over, and so is what the last step leaves: another rule's business.
        if (unread.some(isInside(unread, size))) return [];
        const details = { place: unread[0] === 0 ? BORDER : END, unread: unread.length, size };
        return [{ details, axis: dimensionName(output, axis + 1) }];
      });
      const ceil = Object.hasOwn(reader.operation.parameters, 'ceil_mode')
        ? settingArguments(reader, say`Write ceil_mode=true`, { ceil_mode: 'true' })
        : undefined;
      return eachAxis(found).map(details => advice(reader, 'dropped-border', details, ceil));
    }),
};

/** Alike along several axes: one value each. */
const [BORDER, END] = [say`border`, say`end`];
