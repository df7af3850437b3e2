import { useMemo, useState } from 'preact/hooks';
import { classMapOf } from '../drawing/class-map.ts';
import { classColour } from '../drawing/colours.ts';
import { drawClasses, drawPlane } from '../drawing/draw.ts';
import type { View } from '../drawing/planes.ts';
import type { Cell } from '../inside/sight.ts';
import { formatShare, formatValue } from '../numbers.ts';
import { namesOf, statisticsOf } from '../worker/values.ts';
import { PointedPicture } from './pointed-picture.tsx';
import { Scale } from './scale.tsx';
import { say } from '../words.ts';

interface OutputMapProps {
  readonly name: string;
  readonly view: Extract<View, { readonly kind: 'planes' }>;
  readonly classes: readonly string[] | undefined;
}

/** An output that is a map: of values, or, with several channels, of which is the greatest where. */
export const OutputMap = ({ name, view, classes }: OutputMapProps) => (
  <section class="output" aria-label={say`Output`}>
    <header>
      <h2>{say`Output`}</h2> <span>{name}</span>
      <span class="note">
        {view.planes.length > 1 ? say`the greatest of ${view.planes.length} channels` : say`one channel`}
      </span>
    </header>
    <div class="output-map">
      {view.planes.length > 1 ? (
        <Classes name={name} view={view} classes={classes} />
      ) : (
        <Values name={name} view={view} />
      )}
    </div>
  </section>
);

/** How many classes are named. */
const MOST_CLASSES = 8;

function Classes({ name, view: { planes, width, height }, classes }: OutputMapProps) {
  const names = namesOf(planes.length, classes);
  const nameOf = (channel: number) => names[channel] || say`channel ${channel}`;
  const { winners, shares } = useMemo(() => classMapOf(planes), [planes]);
  const [cell, point] = useState<Cell>();
  const at = cell && cell.row * width + cell.column;
  const winner = at === undefined ? undefined : winners[at];
  return (
    <>
      <PointedPicture
        label={say`${name}: the greatest channel at each place`}
        extent={{ width, height }}
        draw={canvas => drawClasses(canvas, winners, width, height)}
        of={[winners, width, height]}
        region={undefined}
        cell={cell}
        point={point}
      />
      <div class="legend">
        <ul>
          {shares.slice(0, MOST_CLASSES).map(({ channel, share }) => (
            <li key={channel} class={channel === winner ? 'named' : ''}>
              <span
                class="swatch"
                style={{ background: `rgb(${classColour(channel).join(' ')})` }}
                aria-hidden="true"
              />
              {nameOf(channel)} <span class="note">{formatShare(share)}</span>
            </li>
          ))}
        </ul>
        {shares.length > MOST_CLASSES && <p class="note">{say`and ${shares.length - MOST_CLASSES} more`}</p>}
        <p class="note cell" role="status">
          {cell && winner !== undefined && at !== undefined && (
            <>{say`row ${cell.row}, column ${cell.column}: ${nameOf(winner)}, ${formatValue(planes[winner]?.[at] ?? NaN)}`}</>
          )}
        </p>
      </div>
    </>
  );
}

function Values({ name, view: { planes, width, height } }: Omit<OutputMapProps, 'classes'>) {
  const [plane = new Float32Array()] = planes;
  const range = useMemo(() => statisticsOf(plane), [plane]);
  const [cell, point] = useState<Cell>();
  return (
    <>
      <PointedPicture
        label={say`${name}: its values`}
        extent={{ width, height }}
        draw={canvas => drawPlane(canvas, plane, width, height, range)}
        of={[plane, width, height]}
        region={undefined}
        cell={cell}
        point={point}
      />
      <div class="legend">
        <Scale range={range} />
        <p class="note cell" role="status">
          {cell && (
            <>{say`row ${cell.row}, column ${cell.column}: ${formatValue(plane[cell.row * width + cell.column] ?? NaN)}`}</>
          )}
        </p>
      </div>
    </>
  );
}
