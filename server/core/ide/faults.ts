/** Which layers of a network its errors stand at, for a drawing of it. */
import type { Analysis, ModelAnalysis } from '../analyze.ts';
import type { Layer, Origin } from '../network/network.ts';
import { isKnown } from '../ops/shape.ts';
import type { Span } from '../text.ts';
import type { Words } from '../words.ts';

/** An error of the text as the layer that it stands at has it. */
export interface LayerFault {
  /** The layer's index in its network. */
  readonly layer: number;
  readonly message: string;
}

/** In the order of the text. An error that stands at no layer, as that of an unknown name, has none. */
export function layerFaults(
  { file, text, problems }: Analysis,
  { network }: ModelAnalysis,
  words: Words,
): readonly LayerFault[] {
  const chains = network.layers.map(({ origin }) => callsIn(file, origin));
  return problems
    .filter(({ severity }) => severity === 'error')
    .flatMap(({ span, message }) => {
      const call = innermost(chains.flat(), span) ?? before(chains.flat(), span, text);
      const made = network.layers.filter(({ id }) => call !== undefined && chains[id]?.some(isSame(call)));
      return guilty(made, network.layers).map(({ id }) => ({ layer: id, message: words(message) }));
    });
}

/** The calls of `file` that led to a layer. */
function callsIn(file: string, origin: Origin): readonly Span[] {
  const callers = origin.caller ? callsIn(file, origin.caller) : [];
  return origin.file === file ? [origin.span, ...callers] : callers;
}

const innermost = (calls: readonly Span[], { start, end }: Span): Span | undefined =>
  calls
    .filter(call => call.start <= start && end <= call.end)
    .toSorted((a, b) => a.end - a.start - (b.end - b.start))[0];

/** What an assertion is about stands before it, in its line. */
const before = (calls: readonly Span[], { start }: Span, text: string): Span | undefined =>
  calls
    .filter(call => call.end <= start && !text.slice(call.end, start).includes('\n'))
    .toSorted((a, b) => b.end - a.end)[0];

/** Of the layers that a call made: those that knew what enters and not what leaves; where there are none, the last. */
function guilty(made: readonly Layer[], layers: readonly Layer[]): readonly Layer[] {
  const isSaid = (layer: Layer | undefined) => layer?.output !== undefined && isKnown(layer.output);
  const refused = made.filter(layer => !isSaid(layer) && layer.inputs.every(input => isSaid(layers[input])));
  return refused.length > 0 ? refused : made.slice(-1);
}

const isSame =
  (a: Span) =>
  (b: Span): boolean =>
    a.start === b.start && a.end === b.end;
