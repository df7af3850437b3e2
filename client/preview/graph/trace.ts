/** What feeds a layer, and what it feeds, through however many others. */
import type { ProgramLayer } from '#core/interchange/program.ts';

/** The layers on any way through `layer`, itself included, by index. */
export function traced(layers: readonly Pick<ProgramLayer, 'inputs'>[], layer: number): ReadonlySet<number> {
  const upstream = new Set([layer]);
  // Inputs stand before what reads them, so that one pass in either direction meets every way.
  for (const index of [...layers.keys()].toReversed())
    if (upstream.has(index)) for (const input of layers[index]?.inputs ?? []) upstream.add(input);
  const downstream = new Set([layer]);
  for (const [index, { inputs }] of layers.entries())
    if (inputs.some(input => downstream.has(input))) downstream.add(index);
  return new Set([...upstream, ...downstream]);
}
