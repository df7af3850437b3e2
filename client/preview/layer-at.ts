/** Which layers stand where the editor's cursor is. */
import type { ProgramLayer } from '#core/interchange/program.ts';
import type { Span } from '#core/text.ts';
import { touches } from '#core/text.ts';

type Placed = Pick<ProgramLayer, 'span'>;

/**
 * Indices of the layers that the innermost call at `offset` made; else of those of the first call that begins on the
 * cursor's line. Several where a block is used more than once, or a call makes a whole block; none where no call is.
 */
export function layersAt(layers: readonly Placed[], offset: number, line: Span): readonly number[] {
  const span = innermost(layers, offset) ?? firstOn(layers, line);
  return span ? layers.flatMap((layer, index) => (isSame(layer.span, span) ? [index] : [])) : [];
}

const innermost = (layers: readonly Placed[], offset: number): Span | undefined =>
  layers
    .map(({ span }) => span)
    .filter(span => touches(span, offset))
    .toSorted((a, b) => a.end - a.start - (b.end - b.start))[0];

const firstOn = (layers: readonly Placed[], line: Span): Span | undefined =>
  layers
    .map(({ span }) => span)
    .filter(span => line.start <= span.start && span.start < line.end)
    .toSorted((a, b) => a.start - b.start)[0];

const isSame = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;
