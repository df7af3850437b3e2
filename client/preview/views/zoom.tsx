import { useState } from 'preact/hooks';
import { drawPlane } from '../drawing/draw.ts';
import type { Range } from '../drawing/draw.ts';
import { formatShare, formatValue } from '../numbers.ts';
import { statisticsOf } from '../worker/values.ts';
import { Canvas } from './canvas.tsx';

interface ZoomProps {
  readonly title: string;
  readonly plane: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly shared: Range | undefined;
  readonly close: () => void;
}

interface Cell {
  readonly row: number;
  readonly column: number;
}

/** One channel, large, with its figures and the value under the pointer. */
export function Zoom({ title, plane, width, height, shared, close }: ZoomProps) {
  const [cell, setCell] = useState<Cell>();
  const own = statisticsOf(plane);
  const range = shared ?? own;
  const value = cell && plane[cell.row * width + cell.column];
  return (
    <section class="zoom" aria-label={title} onKeyDown={event => event.key === 'Escape' && close()}>
      <Canvas
        label={`${title}, enlarged`}
        class="pixels"
        draw={canvas => drawPlane(canvas, plane, width, height, range)}
        of={[plane, width, height, range.min, range.max]}
        onPointerMove={event => setCell(cellAt(event, width, height))}
        onPointerLeave={() => setCell(undefined)}
      />
      <div class="figures">
        <header>
          <strong>{title}</strong>
          <button type="button" class="icon codicon codicon-close" aria-label="Close" title="Close" onClick={close} />
        </header>
        <Scale range={range} />
        <dl>
          <dt>min</dt>
          <dd>{formatValue(own.min)}</dd>
          <dt>mean</dt>
          <dd>{formatValue(own.mean)}</dd>
          <dt>max</dt>
          <dd>{formatValue(own.max)}</dd>
          <dt>zeros</dt>
          <dd>{formatShare(zeroShare(plane))}</dd>
        </dl>
        <p class="cell" aria-live="polite">
          {cell && value !== undefined
            ? `row ${cell.row}, column ${cell.column}: ${formatValue(value)}`
            : 'Point at a cell for its value'}
        </p>
      </div>
    </section>
  );
}

/** What the colours mean: the ramp between the two values it stands for. */
const Scale = ({ range: { min, max } }: { readonly range: Range }) => (
  <div class="scale">
    <span>{formatValue(min)}</span>
    <Canvas
      label="Colour scale"
      draw={canvas =>
        drawPlane(
          canvas,
          Float32Array.from({ length: 256 }, (_, i) => i),
          256,
          1,
          { min: 0, max: 255 },
        )
      }
      of={[]}
    />
    <span>{formatValue(max)}</span>
  </div>
);

function cellAt(
  { offsetX, offsetY, currentTarget }: PointerEvent & { readonly currentTarget: HTMLCanvasElement },
  width: number,
  height: number,
): Cell {
  const place = (offset: number, extent: number, cells: number) =>
    Math.min(cells - 1, Math.max(0, Math.floor((offset / extent) * cells)));
  return {
    row: place(offsetY, currentTarget.clientHeight, height),
    column: place(offsetX, currentTarget.clientWidth, width),
  };
}

const zeroShare = (plane: Float32Array): number => plane.filter(value => value === 0).length / plane.length;
