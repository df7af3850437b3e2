import { useState } from 'preact/hooks';
import { areaPath, indexAt, peakOf, stepPath } from './steps.ts';
import type { Values } from './steps.ts';
import { say } from '../words.ts';

interface ChartProps {
  readonly title: string;
  readonly values: Values;
  /** The layers' paths. */
  readonly names: readonly string[];
  readonly format: (value: number) => string;
  /** A value to compare with, and what it is. */
  readonly limit?: { readonly value: number; readonly name: string };
  readonly focus: number | undefined;
  readonly choose: (layer: number) => void;
}

/** A value a layer along the network, with its greatest; the layer under the pointer is named, a press chooses it. */
export function Chart({ title, values, names, format, limit, focus, choose }: ChartProps) {
  const [pointed, setPointed] = useState<number>();
  const peak = peakOf(values);
  const named = pointed ?? peak;
  const top = 1.06 * Math.max(limit?.value ?? 0, peak === undefined ? 0 : (values[peak] ?? 0), 1);
  const at = ({ offsetX, currentTarget }: MouseEvent) =>
    indexAt(offsetX / (currentTarget as Element).clientWidth, values.length);
  const sayAt = (index: number | undefined) => {
    const value = index === undefined ? undefined : values[index];
    return index === undefined || value === undefined ? '' : say`${format(value)} at ${names[index] ?? ''}`;
  };
  return (
    <figure class="chart">
      <figcaption>
        <h2>{title}</h2>
        <span>{pointed === undefined && named !== undefined ? say`peak ${sayAt(named)}` : sayAt(named)}</span>
      </figcaption>
      <div
        class="plot"
        role="img"
        aria-label={say`${title} along the layers; peak ${sayAt(peak)}`}
        onPointerMove={event => setPointed(at(event))}
        onPointerLeave={() => setPointed(undefined)}
        onClick={event => choose(at(event))}
      >
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          {[focus, pointed].map(
            (index, kind) =>
              index !== undefined && (
                <rect key={kind} class="at" x={index / values.length} width={1 / values.length} y={0} height={1} />
              ),
          )}
          <path class="area" d={areaPath(values, top)} />
          <path class="line" d={stepPath(values, top)} />
          {limit && <line class="limit" x1={0} x2={1} y1={1 - limit.value / top} y2={1 - limit.value / top} />}
        </svg>
        {limit && (
          <span class="limit" style={{ top: `${100 * (1 - limit.value / top)}%` }}>
            {limit.name}
          </span>
        )}
      </div>
    </figure>
  );
}
