import { lastSliding, layerFields } from '../analysis/layer-fields.ts';
import type { ModelAnalysis } from '../analyze.ts';
import { fieldSize } from './field-text.ts';
import { bytes, macs, rounded } from '../figures.ts';
import { joined, say, type Composed } from '../words.ts';

/** `11.7 M params · 1.81 GMACs · RF 435 · peak 6.42 MB`. */
export const totalsText = (model: ModelAnalysis): Composed => {
  const { params, macs: multiplications, peakActivationBytes } = model.totals;
  const last = lastSliding(model);
  const field = last && layerFields(model, last.id);
  return joined(
    [
      say`${rounded(params)} params`,
      macs(multiplications),
      ...(field ? [say`RF ${fieldSize(field)}`] : []),
      say`peak ${bytes(peakActivationBytes)}`,
    ],
    ' · ',
  );
};
