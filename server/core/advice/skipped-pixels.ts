import { dimensionName } from '../ops/shape.ts';
import { isInside } from './positions-read.ts';
import type { Layer } from '../network/network.ts';
import { say } from '../words.ts';
import { putBefore, settingArguments } from './rewriting.ts';
import { advice, axisNumbers, eachAxis, type Advice, type Rule } from './rule.ts';

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
      return eachAxis(found).map(details => advice(reader, 'skipped-pixels', details, poolFirst(reader)));
    }),
};

/** As ResNet-D has its shortcuts: He et al., 2019, arXiv 1812.01187. Of a kernel of 1, to which a pool brings all that it skips. */
function poolFirst(layer: Layer): Advice['fixes'] {
  const [stride = 1, ...others] = axisNumbers(layer, 'stride');
  const isPointwise = layer.operation.name === 'conv' && axisNumbers(layer, 'kernel').every(size => size === 1);
  if (!isPointwise || others.some(other => other !== stride)) return undefined;
  const pool = `avgpool(${stride})`;
  const title = say`Average with ${pool} first`;
  return place =>
    settingArguments(layer, title, { stride: '1' })(place).map(({ edits }) => ({
      title,
      edits: [...putBefore(title, pool, place.span).edits, ...edits],
    }));
}
