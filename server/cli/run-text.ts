import { formatShape } from '#core/ops/shape.ts';
import type { Words } from '#core/words.ts';
import { formatShare, formatValue } from '../../client/preview/numbers.ts';
import type { TopValues, WeightsState } from '../../client/preview/worker/messages.ts';
import { statisticsOf } from '../../client/preview/worker/values.ts';
import { columnLines } from './columns.ts';
import type { Pass } from './run.ts';

const TITLES = ['layer', 'operation', 'output', 'min', 'mean', 'max', 'σ', 'zeros'];
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
      broken > 0 ? `${broken} not finite` : formatShare(zeros),
    ];
  });
  return [
    program.model,
    ...result.inputs.map(({ shape, made }) => `input ${formatShape(shape)}: ${words(made)}`),
    weightsText(result.weights),
    ...columnLines(TITLES, rows, RIGHT),
    ...(result.top ? topLines(result.top) : []),
  ];
}

/** Nobody should take an untrained network's guess for an answer. */
function weightsText({ file, trained, seeded }: WeightsState): string {
  if (trained === 0) return seeded === 0 ? 'no weights' : 'weights drawn from the seed: the network is untrained';
  return seeded === 0
    ? `weights of ${file}`
    : `weights of ${file}, but ${seeded} of ${trained + seeded} drawn from the seed`;
}

const topLines = ({ output, of, values }: TopValues): readonly string[] => [
  `the greatest of the ${of} values of ${output}:`,
  ...columnLines(
    ['index', 'value', 'share', values.some(({ name }) => name) ? 'class' : ''],
    values.map(({ index, name = '', value, share }) => [String(index), formatValue(value), formatShare(share), name]),
    new Set([0, 1, 2]),
  ),
];
