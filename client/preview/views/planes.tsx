import type { ProgramLayer } from '#core/interchange/program.ts';
import { orderedChannels } from '../drawing/channel-order.ts';
import type { ChannelOrder } from '../drawing/channel-order.ts';
import { useMemo, useState } from 'preact/hooks';
import { drawPlane } from '../drawing/draw.ts';
import type { Range } from '../drawing/draw.ts';
import type { View } from '../drawing/planes.ts';
import { formatValue } from '../numbers.ts';
import type { Filters, InputTensor, Study } from '../worker/messages.ts';
import { statisticsOf } from '../worker/values.ts';
import { moveFocus } from './arrow-keys.ts';
import { Canvas } from './canvas.tsx';
import { Zoom } from './zoom.tsx';
import { say } from '../words.ts';

type Planes = Extract<View, { readonly kind: 'planes' }>;

interface PlanesProps {
  readonly layer: ProgramLayer;
  readonly view: Planes;
  readonly filters: Filters | undefined;
  readonly input: InputTensor | undefined;
  readonly order: ChannelOrder;
  /** Of all layers, of which this is the one at `index`. */
  readonly weighed: readonly ProgramLayer['weighing'][];
  readonly index: number;
  readonly study: (study: Study, name: string) => void;
  /** The range that all channels share; none: each has its own. */
  readonly shared: Range | undefined;
}

/** How many channels a layer shows before it is asked for all: with the button, rows of 4, 8 or 16 are full. */
const FIRST = 15;
/** As many more are shown rather than hidden. */
const SLACK = 5;

/** A layer's feature maps: a thumbnail a channel, each with the range of its values. */
export function PlaneStrip({ layer, view, filters, input, order, weighed, index, study, shared }: PlanesProps) {
  const { path } = layer;
  const [isOpen, setOpen] = useState(false);
  const [zoomed, setZoomed] = useState<number>();
  const { planes } = view;
  const channels = useMemo(() => orderedChannels(planes, order), [planes, order]);
  const count = isOpen || planes.length <= FIRST + SLACK ? planes.length : FIRST;
  const zoomedPlane = zoomed === undefined ? undefined : planes[zoomed];
  return (
    <>
      <div
        class={view.isSequence ? 'strip sequence' : 'strip'}
        style={{ '--aspect': String(view.width / view.height) }}
      >
        {channels.slice(0, count).map((channel, place) => (
          <Thumbnail
            key={channel}
            label={view.isSequence ? path : say`${path}, channel ${channel}`}
            plane={planes[channel] ?? NONE}
            view={view}
            shared={shared}
            isZoomed={channel === zoomed}
            isTabStop={zoomed === undefined ? place === 0 : channel === zoomed}
            toggle={() => setZoomed(channel === zoomed ? undefined : channel)}
          />
        ))}
        {planes.length > FIRST + SLACK && (
          <button type="button" class="more" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? say`Show fewer` : say`+ ${planes.length - FIRST} more`}
          </button>
        )}
      </div>
      {view.note !== undefined && <p class="note">{say`Shown: ${view.note}.`}</p>}
      {zoomed !== undefined && zoomedPlane && (
        <Zoom
          title={view.isSequence ? path : say`Channel ${zoomed}`}
          layer={layer}
          channel={zoomed}
          plane={zoomedPlane}
          extent={view}
          filters={filters}
          input={input}
          shared={shared}
          weighed={weighed}
          index={index}
          study={study}
          close={() => setZoomed(undefined)}
        />
      )}
    </>
  );
}

const NONE = new Float32Array();

interface ThumbnailProps {
  readonly label: string;
  readonly plane: Float32Array;
  readonly view: Planes;
  readonly shared: Range | undefined;
  readonly isZoomed: boolean;
  readonly isTabStop: boolean;
  readonly toggle: () => void;
}

function Thumbnail({ label, plane, view: { width, height }, shared, isZoomed, isTabStop, toggle }: ThumbnailProps) {
  const own = useMemo(() => statisticsOf(plane), [plane]);
  const range = `${formatValue(own.min)} … ${formatValue(own.max)}`;
  return (
    <button
      type="button"
      class="map"
      aria-pressed={isZoomed}
      title={`${label}: ${range}`}
      tabIndex={isTabStop ? 0 : -1}
      onClick={toggle}
      onKeyDown={moveFocus}
    >
      <Canvas
        label={`${label}: ${range}`}
        draw={canvas => drawPlane(canvas, plane, width, height, shared ?? own)}
        of={[plane, width, height, shared]}
        class={width > 56 ? 'smooth' : 'pixels'}
      />
      <span class="range" aria-hidden="true">
        {rangeCaption(own)}
      </span>
    </button>
  );
}

/** Short enough to stand under a thumbnail; a dead channel is named as such. */
const rangeCaption = ({ min, max }: Range): string =>
  min === max ? say`all ${formatValue(min)}` : `${short(min)}…${short(max)}`;

const short = (value: number): string => formatValue(Number(value.toPrecision(2)));
