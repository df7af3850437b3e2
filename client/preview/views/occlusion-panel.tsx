import { useMemo, useState } from 'preact/hooks';
import { drawHeat } from '../drawing/draw.ts';
import type { Cell } from '../inside/sight.ts';
import { formatValue } from '../numbers.ts';
import type { Occlusion, Studies } from '../studies.ts';
import type { InputTensor, OcclusionResult } from '../worker/messages.ts';
import { heatOf } from '../worker/occlusion.ts';
import { statisticsOf } from '../worker/values.ts';
import { Button } from './elements.ts';
import { PointedPicture } from './pointed-picture.tsx';
import { Scale } from './scale.tsx';
import { Tool } from './tool.tsx';
import { say } from '../words.ts';

interface OcclusionPanelProps {
  readonly occlusion: Occlusion;
  readonly running: Studies['running'];
  readonly input: InputTensor;
  readonly end: () => void;
  readonly close: () => void;
}

/** Where a number comes from: how much it falls when a grey patch hides a part of the input. */
export const OcclusionPanel = ({ occlusion: { name, result }, running, input, end, close }: OcclusionPanelProps) => (
  <section class="occlusion" aria-label={say`Occlusion`}>
    <header>
      <h2>{say`Occlusion`}</h2> <span>{name}</span>
      <Tool icon="close" label={say`Close`} press={close} />
    </header>
    {result && <Heat result={result} input={input} name={name} />}
    {running?.kind === 'occlusion' && (
      <p class="going-on">
        <progress max={result?.drops.length ?? 1} value={result?.done ?? 0} aria-label={say`Patches done`} />
        {result && say`${result.done} of ${result.drops.length} patches`}
        <Button icon="debug-stop" label={say`Stop`} onClick={end} />
      </p>
    )}
  </section>
);

interface HeatProps {
  readonly result: OcclusionResult;
  readonly input: InputTensor;
  readonly name: string;
}

function Heat({ result: { grid, drops, base }, input, name }: HeatProps) {
  const heat = useMemo(() => heatOf(grid, drops), [drops]);
  const range = useMemo(() => statisticsOf(heat), [heat]);
  const [cell, point] = useState<Cell>();
  const drop = cell && heat[cell.row * grid.width + cell.column];
  return (
    <div class="output-map">
      <PointedPicture
        label={say`The input, coloured by how much ${name} falls where it is hidden`}
        extent={grid}
        draw={canvas => drawHeat(canvas, heat, input, range)}
        of={[heat, input]}
        region={undefined}
        cell={cell}
        point={point}
      />
      <div class="legend">
        <p>
          {say`${name} is ${formatValue(base)}.`}{' '}
          {say`A grey patch of ${grid.patch}×${grid.patch} pixels hides a part of the input; the brighter a place, the more it falls when that is hidden.`}
        </p>
        <Scale range={range} />
        <p class="note cell" role="status">
          {cell &&
            drop !== undefined &&
            say`row ${cell.row}, column ${cell.column}: ${Number.isNaN(drop) ? say`not hidden yet` : fallText(drop)}`}
        </p>
      </div>
    </div>
  );
}

const fallText = (drop: number): string =>
  drop < 0 ? say`rises by ${formatValue(-drop)}` : say`falls by ${formatValue(drop)}`;
