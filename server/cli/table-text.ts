/** A model as a table for a terminal. */
import type { ModelAnalysis } from '#core/analyze.ts';
import { layerFields } from '#core/analysis/layer-fields.ts';
import { peakOf } from '#core/analysis/memory.ts';
import { trainingMemory } from '#core/analysis/training.ts';
import { say, type Text, type Words } from '#core/words.ts';
import { formatShape } from '#core/ops/shape.ts';
import { columnLines } from './columns.ts';

const HEADER: readonly Text[] = [
  say`layer`,
  say`operation`,
  say`output`,
  say`parameters`,
  'MACs',
  say`field`,
  say`jump`,
];
/** Columns whose cells line up on the right: numbers. */
const RIGHT = new Set([3, 4]);

export function modelText(model: ModelAnalysis, words: Words): string {
  const { name, network, costs, totals } = model;
  const rows = network.layers.map(({ id, path, operation, output }) => [
    path,
    operation.name,
    output ? formatShape(output) : '?',
    count(costs[id]?.params),
    count(costs[id]?.macs),
    ...fieldCells(model, id).map(words),
  ]);
  const sum = say`${count(totals.params)} parameters, ${count(totals.buffers)} buffers, ${count(totals.macs)} MACs, ${count(totals.peakActivationBytes)} bytes of activations at the peak`;
  return [name, ...columnLines(HEADER.map(words), rows, RIGHT), ...[sum, ...memoryLines(model)].map(words), ''].join(
    '\n',
  );
}

/** Where memory peaks and what is alive then, and what training would take. */
function memoryLines({ network, totals }: ModelAnalysis): readonly Text[] {
  const peak = peakOf(network);
  if (!peak || network.incomplete) return [];
  const pathOf = (id: number) => network.layers[id]?.path ?? '';
  const at = pathOf(peak.layer);
  const beside = peak.alive.map(pathOf).join(', ');
  const { stateBytes, activationBytes } = trainingMemory(network, totals, { optimiser: 'adam', batch: 1 });
  return [
    beside === '' ? say`the peak is at ${at}` : say`the peak is at ${at}, with ${beside} alive`,
    say`training with Adam keeps at most ${count(stateBytes)} bytes, and ${count(activationBytes)} for each sample of a batch`,
  ];
}

/** Size and jump, per axis where the axes differ. */
function fieldCells(model: ModelAnalysis, layer: number): readonly Text[] {
  const fields = layerFields(model, layer);
  if (!fields) return ['?', '?'];
  if (fields.length > 0 && fields.every(field => field.global)) return [say`global`, ''];
  return [perAxis(fields.map(field => field.size)), perAxis(fields.map(field => field.jump))];
}

const perAxis = (numbers: readonly number[]): string => {
  const texts = numbers.map(number => String(Number(number.toFixed(4))));
  return new Set(texts).size <= 1 ? (texts[0] ?? '') : texts.join('×');
};

const count = (number: number | undefined): string =>
  number === undefined || Number.isNaN(number) ? '?' : number.toLocaleString('en-US');
