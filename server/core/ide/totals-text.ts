import { layerFields } from '../analysis/layer-fields.ts';
import type { ModelAnalysis } from '../analyze.ts';
import { fieldSize, type Fields } from './field-text.ts';
import { bytes, macs, rounded } from './figures.ts';

/** `11.7 M params · 1.81 GMACs · RF 435 · peak 6.42 MB`. */
export const totalsText = (model: ModelAnalysis): string => {
  const { params, macs: multiplications, peakActivationBytes } = model.totals;
  const field = lastField(model);
  return [
    `${rounded(params)} params`,
    macs(multiplications),
    ...(field ? [`RF ${fieldSize(field)}`] : []),
    `peak ${bytes(peakActivationBytes)}`,
  ].join(' · ');
};

/** The field where the layers end that slide: behind them, a classifier's outputs see all. */
function lastField(model: ModelAnalysis): Fields | undefined {
  const last = model.network.layers.findLast(({ id }) => {
    const fields = layerFields(model, id);
    return fields?.some(({ global }) => !global) ?? false;
  });
  return last && layerFields(model, last.id);
}
