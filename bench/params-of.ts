import { analyze } from '#core/analyze.ts';
import { hostOf } from './host-of.ts';

/** Reads a text and asks for all that there is to know of its model. Returns the parameters; `NaN` if anything is missing. */
export function paramsOf(text: string): number {
  const [model] = analyze('model.cnn', hostOf(text)).models;
  if (!model || model.fields.includes(undefined)) return NaN;
  return model.fields.length === model.costs.length ? model.totals.params : NaN;
}
