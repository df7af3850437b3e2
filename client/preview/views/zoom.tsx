import type { ProgramLayer } from '#core/interchange/program.ts';
import { useMemo, useState } from 'preact/hooks';
import { drawGlow, drawInput, drawPlane } from '../drawing/draw.ts';
import type { Range } from '../drawing/draw.ts';
import { describeGlow, glowOf } from '../inside/glow.ts';
import type { Glow } from '../inside/glow.ts';
import { describeRegion, pictureFields, seeing, seenBy, within } from '../inside/sight.ts';
import type { Cell, Extent, Region } from '../inside/sight.ts';
import { formatShare, formatValue } from '../numbers.ts';
import type { Filters, InputTensor, Study } from '../worker/messages.ts';
import { statisticsOf } from '../worker/values.ts';
import { Button } from './elements.ts';
import { Histogram } from './figures.tsx';
import { FilterPictures } from './filter-pictures.tsx';
import { PointedPicture } from './pointed-picture.tsx';
import { Scale } from './scale.tsx';
import { Tool } from './tool.tsx';
import { say } from '../words.ts';

interface ZoomProps {
  readonly title: string;
  readonly layer: ProgramLayer;
  readonly channel: number;
  readonly plane: Float32Array;
  readonly extent: Extent;
  readonly filters: Filters | undefined;
  readonly input: InputTensor | undefined;
  readonly shared: Range | undefined;
  /** Of all layers, of which this is the one at `index`. */
  readonly weighed: readonly ProgramLayer['weighing'][];
  readonly index: number;
  readonly study: (study: Study, name: string) => void;
  readonly close: () => void;
}

/** What is pointed at: a cell of the map, or a pixel of the input. */
type Pointed = Cell & { readonly on: 'map' | 'input' };

/** One channel, large, beside the input: what a cell is and sees, what sees a pixel, and the channel's figures. */
export function Zoom({
  title,
  layer,
  channel,
  plane,
  extent,
  filters,
  input,
  shared,
  weighed,
  index,
  study,
  close,
}: ZoomProps) {
  const [hovered, setHovered] = useState<Pointed>();
  const [held, setHeld] = useState<Pointed>();
  const pointed = hovered ?? held;
  const own = useMemo(() => statisticsOf(plane), [plane]);
  const range = shared ?? own;
  const { width, height } = extent;
  const sight = input && sightOf(layer, input, extent, pointed);
  const glow = useMemo(
    () => (pointed?.on === 'map' ? glowOf(weighed, index, pointed) : undefined),
    [weighed, index, pointed?.on, pointed?.row, pointed?.column],
  );
  const pointing = (on: Pointed['on']) => ({
    cell: pointed?.on === on ? pointed : undefined,
    point: (cell: Cell | undefined) => setHovered(cell && { ...cell, on }),
    hold: () => setHeld(hovered),
  });
  const occlude = ({ row, column }: Cell) =>
    study(
      { kind: 'occlusion', target: { value: layer.value, index: (channel * height + row) * width + column } },
      `${layer.path}[${channel}, ${row}, ${column}]`,
    );
  return (
    <section class="zoom" aria-label={title} onKeyDown={event => event.key === 'Escape' && close()}>
      <PointedPicture
        label={say`${title}, enlarged`}
        extent={extent}
        draw={canvas => drawPlane(canvas, plane, width, height, range)}
        of={[plane, width, height, range.min, range.max]}
        region={sight?.onMap ?? (pointed?.on === 'map' ? cellRegion(pointed) : undefined)}
        {...pointing('map')}
      />
      {input && sight && (
        <PointedPicture
          label={say`The input, with what a cell sees`}
          extent={sight.extent}
          draw={canvas =>
            glow ? drawGlow(canvas, input, glow.rows.weights, glow.columns.weights) : drawInput(canvas, input)
          }
          of={[input, glow]}
          region={sight.onInput}
          isOutlined={glow !== undefined}
          {...pointing('input')}
        />
      )}
      <div class="figures">
        <header>
          <strong>{title}</strong>
          <Tool icon="close" label={say`Close`} press={close} />
        </header>
        <p class="cell" role="status">
          {pointed ? <Sight pointed={pointed} plane={plane} extent={extent} sight={sight} glow={glow} /> : HINT}
        </p>
        {held?.on === 'map' && sight && <Button icon="eye" label={say`Occlusion`} onClick={() => occlude(held)} />}
        <Scale range={range} />
        <Histogram label={say`${title}: histogram of its values`} data={plane} range={own} />
        <dl>
          <dt>{say`mean`}</dt>
          <dd>{formatValue(own.mean)}</dd>
          <dt>σ</dt>
          <dd>{formatValue(own.deviation)}</dd>
          <dt>{say`zeros`}</dt>
          <dd>{formatShare(own.zeros)}</dd>
        </dl>
        {filters && <FilterPictures filters={filters} filter={channel} />}
      </div>
    </section>
  );
}

const HINT = say`Point at a cell for its value and its field, or at the input for the cells that see it. A click holds the place.`;

interface SightOf {
  /** Of the input. */
  readonly extent: Extent;
  /** What the cell sees, the padding left out; or the pixel. */
  readonly onInput: Region | undefined;
  /** The cell; or what sees the pixel. */
  readonly onMap: Region | undefined;
}

/** Undefined for a layer whose maps are no pictures of a picture. */
function sightOf(
  { receptiveField }: ProgramLayer,
  { shape }: InputTensor,
  map: Extent,
  pointed: Pointed | undefined,
): SightOf | undefined {
  const fields = pictureFields(receptiveField?.exact);
  const [, height, width] = shape;
  if (!fields || height === undefined || width === undefined) return undefined;
  const extent = { width, height };
  if (!pointed) return { extent, onInput: undefined, onMap: undefined };
  return pointed.on === 'map'
    ? { extent, onInput: within(seenBy(fields, pointed), extent), onMap: cellRegion(pointed) }
    : { extent, onInput: cellRegion(pointed), onMap: seeing(fields, pointed, map) };
}

const cellRegion = ({ row, column }: Cell): Region => ({ rows: [[row, row + 1]], columns: [[column, column + 1]] });

interface SightProps {
  readonly pointed: Pointed;
  readonly plane: Float32Array;
  readonly extent: Extent;
  readonly sight: SightOf | undefined;
  readonly glow: Glow | undefined;
}

/** What is pointed at, in words. */
function Sight({ pointed, plane, extent, sight, glow }: SightProps) {
  const { row, column, on } = pointed;
  const place = say`row ${row}, column ${column}`;
  if (on === 'input') {
    const cells = sight?.onMap && describeRegion(sight.onMap);
    return (
      <>
        {say`input ${place}`}
        <br />
        {cells === undefined ? say`no cell sees it` : say`seen by ${cells}`}
      </>
    );
  }
  const seen = sight?.onInput && describeRegion(sight.onInput);
  return (
    <>
      {place}: <strong>{formatValue(plane[row * extent.width + column] ?? 0)}</strong>
      <br />
      {sight && (seen === undefined ? say`sees nothing but padding` : say`sees ${seen}`)}
      <br />
      {glow && describeGlow(glow)}
    </>
  );
}
