import { formatShape } from '#core/ops/shape.ts';
import { say, type Text, type Words } from '#core/words.ts';
import { formatShare, formatValue } from '../../client/preview/numbers.ts';
import type { TopValues, WeightsState } from '../../client/preview/worker/messages.ts';
import { statisticsOf } from '../../client/preview/worker/values.ts';
import { columnLines } from './columns.ts';
import type { Pass } from './run.ts';

const TITLES: readonly Text[] = [
  say`layer`,
  say`operation`,
  say`output`,
  say`min`,
  say`mean`,
  say`max`,
  'σ',
  say`zeros`,
];
const RIGHT = new Set([3, 4, 5, 6, 7]);

/** A run for a terminal: a row a layer, and the greatest values of a flat output. */
export function runLines({ program, maps, result }: Pass, words: Words): readonly string[] {
  const rows = maps.map(({ layer, shape, data }) => {
    const { min, mean, max, deviation, zeros, broken } = statisticsOf(data);
    return [
      program.layers[layer]?.path ?? '',
      program.layers[layer]?.operation ?? '',
      formatShape(shape),
      ...[min, mean, max, deviation].map(formatValue),
      broken > 0 ? words(say`${broken} not finite`) : formatShare(zeros),
    ];
  });
  return [
    program.model,
    ...result.inputs.map(({ shape, made }) => words(say`input ${formatShape(shape)}: ${made}`)),
    words(weightsText(result.weights)),
    ...columnLines(TITLES.map(words), rows, RIGHT),
    ...(result.top ? topLines(result.top, words) : []),
  ];
}

/** Nobody should take an untrained network's guess for an answer. */
function weightsText({ file = '', trained, seeded }: WeightsState): Text {
  if (trained === 0) return seeded === 0 ? say`no weights` : say`weights drawn from the seed: the network is untrained`;
  return seeded === 0
    ? say`weights of ${file}`
    : say`weights of ${file}, but ${seeded} of ${trained + seeded} drawn from the seed`;
}

const topLines = ({ output, of, values }: TopValues, words: Words): readonly string[] => [
  words(say`the greatest of the ${of} values of ${output}:`),
  ...columnLines(
    [say`index`, say`value`, say`share`, values.some(({ name }) => name) ? say`class` : ''].map(words),
    values.map(({ index, name = '', value, share }) => [String(index), formatValue(value), formatShare(share), name]),
    new Set([0, 1, 2]),
  ),
];
