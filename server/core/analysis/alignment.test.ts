import { expect, test } from 'vitest';
import { analyzeText } from '../../../test/support/annotated.ts';
import { offsetsAt } from './alignment.ts';

const offsets = (merge: string): readonly (readonly [axis: number, place: number, offset: number])[] => {
  const [model] = analyzeText(`model M {\ninput(4x16x16)\n${merge}\n}`).models;
  const last = model?.network.layers.at(-1);
  return model && last ? offsetsAt(last, model.fields).map(({ axis, place, offset }) => [axis, place, offset]) : [];
};

test.each<[string, string, readonly (readonly [number, number, number])[]]>([
  ['padding alike on both sides', 'add(conv(4, 3, padding=1))', []],
  ['two more at the top', 'add(conv(4, 3, padding=[[2, 0], [1, 1]]))', [[0, 1, -1]]],
  // A pool of 2 looks at ½, a convolution of stride 2 at 0: on both axes.
  [
    'a pool beside a strided 1×1',
    'add(maxpool(2), conv(4, 1, stride=2))',
    [
      [0, 1, -0.5],
      [1, 1, -0.5],
    ],
  ],
  // Of four, each ahead of the next.
  ['the third of three', 'x = relu\nadd(x, relu, x -> conv(4, 3, padding=[[0, 2], [1, 1]]))', [[0, 2, 1]]],
  // 2i + ½, at 2i and 2i + 1: on average in line.
  ['up again', 'x = relu\nmaxpool(2) -> upsample(2) -> add(x)', []],
  // The pool's 2i + ½, the convolution's 4i + ½: ½ for each of four, whose own mean is 1½.
  [
    'up again, by another way',
    'x = relu\nmaxpool(2) -> conv(4, 3, stride=2, padding=1) -> upsample(4) -> add(x)',
    [
      [0, 1, 1],
      [1, 1, 1],
    ],
  ],
  ['a gate is in line with all', 'mul(global_avgpool)', []],
])('%s', (_, merge, expected) => expect(offsets(merge)).toEqual(expected));
