import type { RefObject } from 'preact';
import { useMemo } from 'preact/hooks';
import type { DrawnNetwork } from './drawn-network.ts';
import { Box, Edge, Node } from './drawing.tsx';
import { Tool } from '../views/tool.tsx';
import type { Selection } from '../views/network-view.ts';
import { neighbour } from './neighbours.ts';
import { paintShares } from './paint.ts';
import type { Paint } from './paint.ts';
import { traced } from './trace.ts';
import type { Drawing } from './use-layout.ts';
import { middleOf, sizeOf, useDrag, useViewport, wheeled } from './use-viewport.ts';
import { fitted, zoomed } from './viewport.ts';
import { say } from '../words.ts';

/** What is drawn, and which of its layers are pointed out. */
export interface GraphSelection extends Selection {
  readonly network: DrawnNetwork;
}

interface GraphWindowProps {
  readonly drawing: Drawing;
  readonly view: GraphSelection;
  readonly paint: Paint;
  /** Whether all is faint that is on no way through the chosen layer. */
  readonly isTraced: boolean;
  /** The layers that were looked for. */
  readonly found: readonly number[];
  /** Opens or closes a block. */
  readonly toggle: (block: string) => void;
  readonly picture: RefObject<SVGSVGElement | null>;
}

const STEP = 1.25;

/** The drawing in its window: moved by dragging and by the wheel, enlarged by the wheel with Ctrl, by keys or by buttons. */
export function GraphWindow({ drawing, view, paint, isTraced, found, toggle, picture }: GraphWindowProps) {
  const [wrong] = view.network.faults.keys();
  const [viewport, setViewport] = useViewport(drawing, view.focus ?? wrong, picture);
  const drag = useDrag(setViewport);
  const zoom = (factor: number) => setViewport(now => zoomed(now, factor, middleOf(picture.current)));
  const fit = () => setViewport(fitted(drawing.layout, sizeOf(picture.current)));
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === '+' || key === '=') zoom(STEP);
    if (key === '-') zoom(1 / STEP);
    if (key === '0') fit();
  };
  const { x, y, scale } = viewport;
  return (
    <div class="graph-window" onKeyDown={onKeyDown}>
      <svg
        ref={picture}
        class="drawing"
        role="group"
        aria-label={say`Graph of the network`}
        onWheel={event => setViewport(now => wheeled(now, event))}
        {...drag}
      >
        <defs>
          <marker id="arrow" viewBox="0 0 8 8" refX={7} refY={4} markerWidth={7} markerHeight={7} orient="auto">
            <path d="M0 1l7 3-7 3z" />
          </marker>
        </defs>
        <g class="scene" transform={`translate(${x} ${y}) scale(${scale})`}>
          <Scene drawing={drawing} view={view} paint={paint} isTraced={isTraced} found={found} toggle={toggle} />
        </g>
      </svg>
      <div class="zooms" role="toolbar" aria-label={say`Zoom`}>
        <Tool icon="zoom-out" label={say`Smaller (−)`} press={() => zoom(1 / STEP)} />
        <Tool icon="zoom-in" label={say`Larger (+)`} press={() => zoom(STEP)} />
        <Tool icon="screen-full" label={say`All of it (0)`} press={fit} />
      </div>
    </div>
  );
}

function Scene({ drawing, view, paint, isTraced, found, toggle }: Omit<GraphWindowProps, 'picture'>) {
  const { graph, layout } = drawing;
  const { network, focus, choose } = view;
  const { layers, figures, extent } = network;
  const shares = useMemo(() => paintShares(graph.nodes, figures, paint, extent), [graph, figures, paint]);
  const bright = useMemo(
    () => (isTraced && focus !== undefined ? traced(layers, focus) : undefined),
    [isTraced, focus, layers],
  );
  const faint = new Set(
    graph.nodes.filter(node => bright && !node.layers.some(index => bright.has(index))).map(({ id }) => id),
  );
  const tabStop = graph.nodes.find(node => focus !== undefined && node.layers.includes(focus)) ?? graph.nodes[0];
  const move = (id: string) => (event: KeyboardEvent) => {
    const next = neighbour(drawing, id, event.key);
    if (next === undefined) return;
    event.preventDefault();
    const [layer] = graph.nodes.find(node => node.id === next)?.layers ?? [];
    if (layer !== undefined) choose(layer);
    focusNode(event.currentTarget, next);
  };
  return (
    <>
      {graph.boxes.map(({ block, title }, index) => {
        const place = layout.boxes[index];
        return place && <Box key={block} title={title} place={place} close={() => toggle(block)} />;
      })}
      {graph.edges.map((edge, index) => {
        const line = layout.edges[index];
        const isFaint = faint.has(edge.from) || faint.has(edge.to);
        return line && <Edge key={`${edge.from} ${edge.to}`} edge={edge} {...line} isFaint={isFaint} />;
      })}
      {graph.nodes.map((node, index) => {
        const place = layout.nodes[index];
        const { id, block, layers: members } = node;
        return (
          place && (
            <Node
              key={id}
              node={node}
              place={place}
              share={shares[index] ?? 0}
              marks={marksOf(members, view, found, faint.has(id))}
              isTabStop={node === tabStop}
              press={() => (block === undefined ? choose(members[0] ?? 0) : toggle(block))}
              onKeyDown={move(id)}
            />
          )
        );
      })}
    </>
  );
}

const marksOf = (
  members: readonly number[],
  { current, focus }: GraphSelection,
  found: readonly number[],
  isFaint: boolean,
): readonly string[] => [
  ...(members.some(index => current.includes(index)) ? ['current'] : []),
  ...(members.some(index => index === focus) ? ['focus'] : []),
  ...(members.some(index => found.includes(index)) ? ['match'] : []),
  ...(isFaint ? ['faint'] : []),
];

function focusNode(from: EventTarget | null, id: string): void {
  const drawing = (from as Element | null)?.closest('svg');
  drawing?.querySelector<SVGGElement>(`[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
}
