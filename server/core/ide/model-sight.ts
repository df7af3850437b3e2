/** What a hover says of a whole model's sight: where it has seen its input, and the tiles that its input may be taken in. */
import { layersWithoutContext } from '../analysis/context.ts';
import { tilingOf, type AxisTiling } from '../analysis/tiling.ts';
import type { ModelAnalysis } from '../analyze.ts';
import { joined, say, type Text } from '../words.ts';
import { perAxis } from '../figures.ts';
import { code, type Row } from './markdown.ts';

export const modelSightRows = (model: ModelAnalysis): readonly Row[] => [
  [say`Context`, contextText(model)],
  [say`Tiles`, tilesText(model)],
];

function contextText(model: ModelAnalysis): Text | undefined {
  const late = layersWithoutContext(model, 'most');
  const [first] = late;
  return first && say`the whole input is seen before ${code(first.path)}: ${noMoreText(late.length)}`;
}

export const noMoreText = (convolutions: number): Text =>
  convolutions === 1 ? say`1 convolution finds no more of it` : say`${convolutions} convolutions find no more of it`;

/** Of the last output; a classifier has none. */
function tilesText(model: ModelAnalysis): Text | undefined {
  const last = model.network.outputs.at(-1);
  const tiling = last && tilingOf(model, last.layer);
  return tiling?.kind === 'tiles' ? say`a halo of ${tileText(tiling.axes)}` : undefined;
}

/** `94 before and 94 after, at multiples of 16, of 208 and any 16 more`: the halo of a tile, where it begins, its size. */
export function tileText(axes: readonly AxisTiling[]): Text {
  const multiple = perAxis(axes.map(axis => axis.multiple));
  const isAnywhere = multiple === '1';
  const least = axes.map(axis => axis.least ?? NaN);
  const [before, after] = [perAxis(axes.map(axis => axis.before)), perAxis(axes.map(axis => axis.after))];
  const sizes = isAnywhere ? say`of ${perAxis(least)} or more` : say`of ${perAxis(least)} and any ${multiple} more`;
  return joined(
    [
      say`${before} before and ${after} after`,
      isAnywhere ? '' : say`at multiples of ${multiple}`,
      least.some(Number.isNaN) ? '' : sizes,
    ],
    ', ',
  );
}
