import { dimensionName } from '../ops/shape.ts';
import { isInside } from './positions-read.ts';
import { advice, axisNumbers, eachAxis, type Rule } from './rule.ts';

export const skippedPixels: Rule = {
  code: 'skipped-pixels',
  title: 'Stride that skips positions',
  page:
    'A stride larger than the kernel steps over positions. Where nobody else reads them, what was computed there is ' +
    'thrown away: a 1×1 convolution of stride 2 reads a quarter of a map. The shortcuts of ResNet do so beside a 3×3 that ' +
    'reads all, which is no loss; the first ResNet-50 has the stride on the 1×1 of the unit itself, and torchvision moved ' +
    'it to the 3×3 for that reason. Put the stride on the larger kernel, or pool first.',
  example: 'model Net {\n  input(3x32x32)\n  conv(8, 3, padding=1)\n  relu\n  conv(16, 1, stride=2)\n}\n',
  find: subject =>
    subject.partlyRead().flatMap(({ output, reader, axes }) => {
      const found = axes.flatMap(({ axis, size, unread }) => {
        const [stride] = axisNumbers(reader, 'stride').slice(axis);
        if (!unread.some(isInside(unread, size)) || stride === undefined) return [];
        return [{ details: { unread: unread.length, size, stride }, axis: dimensionName(output, axis + 1) }];
      });
      return eachAxis(found).map(details => advice(reader, 'skipped-pixels', details));
    }),
};
