import { exact, rounded } from '#core/figures.ts';
import type { ProgramLayer } from '#core/interchange/program.ts';
import { formatShape } from '#core/ops/shape.ts';
import { memo } from 'preact/compat';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { viewOf } from '../drawing/planes.ts';
import type { ChannelOrder } from '../drawing/channel-order.ts';
import { formatTime } from '../numbers.ts';
import type { InputTensor, LayerMap, Study } from '../worker/messages.ts';
import { statisticsOf } from '../worker/values.ts';
import { Figures } from './figures.tsx';
import { FlatValues } from './flat.tsx';
import { PlaneStrip } from './planes.tsx';
import { useInView } from './use-in-view.ts';
import { say, words } from '../words.ts';

interface LayerCardProps {
  readonly layer: ProgramLayer;
  readonly map: LayerMap | undefined;
  /** In milliseconds, once it is measured. */
  readonly time: number | undefined;
  /** The picture that fields are drawn on, once a run has one. */
  readonly input: InputTensor | undefined;
  readonly isCurrent: boolean;
  /** True for the one current card that is brought into view. */
  readonly isFocus: boolean;
  /** Whether all channels of the layer share one colour scale. */
  readonly sharesScale: boolean;
  readonly order: ChannelOrder;
  /** Of all layers: what their effective fields are made of. */
  readonly weighed: readonly ProgramLayer['weighing'][];
  /** The layer's index, and what to do when it is pointed out. */
  readonly index: number;
  readonly choose: (layer: number) => void;
  /** Told whether the layer is in view. */
  readonly see: (path: string, isSeen: boolean) => void;
  readonly study: (study: Study, name: string) => void;
}

/** One layer: what it is, and what came out of it. */
export const LayerCard = memo(
  ({ layer, map, time, isCurrent, isFocus, index, choose, see, ...look }: LayerCardProps) => {
    const [card, inView] = useInView<HTMLElement>();
    const body = useRef<HTMLDivElement>(null);
    const height = useRef(72);
    useEffect(() => {
      if (!inView) return undefined;
      see(layer.path, true);
      return () => see(layer.path, false);
    }, [inView, layer.path]);
    useEffect(() => {
      if (isFocus) card.current?.scrollIntoView({ block: 'nearest' });
    }, [isFocus]);
    // What is drawn keeps its height when it is drawn no more, so that nothing jumps.
    useEffect(() => {
      if (inView && body.current) height.current = body.current.offsetHeight;
    });
    return (
      <article
        ref={card}
        class={isCurrent ? 'layer current' : 'layer'}
        aria-current={isCurrent}
        aria-label={layer.path}
      >
        <header>
          <button type="button" class="path" title={say`Show in the editor`} onClick={() => choose(index)}>
            {layer.path}
          </button>
          <span class="operation">
            {layer.operation}
            {layer.atInference !== undefined && <em> {words(layer.atInference)}</em>}
          </span>
          <span class="shape">{formatShape(map?.shape ?? layer.shape)}</span>
          <span class="params" title={say`${exact(layer.params)} parameters, ${exact(layer.macs)} MACs`}>
            {layer.params > 0 && say`${rounded(layer.params)} params`}
          </span>
          {time !== undefined && (
            <span class="layer-time" title={say`By itself, the least of three runs`}>
              {formatTime(time)}
            </span>
          )}
        </header>
        <div ref={body} class="body" style={inView ? {} : { height: `${height.current}px` }}>
          {inView && map && <Maps layer={layer} map={map} {...look} />}
        </div>
      </article>
    );
  },
);

type MapsProps = Pick<LayerCardProps, 'layer' | 'input' | 'sharesScale' | 'order' | 'weighed' | 'study'> & {
  readonly map: LayerMap;
};

function Maps({ layer, map, input, sharesScale, order, weighed, study }: MapsProps) {
  const view = useMemo(() => viewOf(map.shape, map.data), [map]);
  const statistics = useMemo(() => statisticsOf(map.data), [map]);
  return (
    <>
      <Figures path={layer.path} data={map.data} statistics={statistics} />
      {view.kind === 'flat' ? (
        <FlatValues path={layer.path} values={view.values} />
      ) : (
        <PlaneStrip
          layer={layer}
          view={view}
          filters={map.filters}
          input={input}
          order={order}
          weighed={weighed}
          index={map.layer}
          study={study}
          shared={sharesScale ? statistics : undefined}
        />
      )}
    </>
  );
}
