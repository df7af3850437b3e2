import type { Placed, Point } from './layout.ts';
import type { GraphEdge, GraphNode } from './network-graph.ts';
import { curve } from './curve.ts';
import { FAULT_LINE, nodeHead } from './use-layout.ts';
import { say } from '../words.ts';

export interface NodeProps {
  readonly node: GraphNode;
  readonly place: Placed;
  /** How strongly it is coloured, 0…1. */
  readonly share: number;
  /** Of `current`, `focus`, `match` and `faint`, what it is. */
  readonly marks: readonly string[];
  readonly isTabStop: boolean;
  /** Chooses the layer, or opens the block. */
  readonly press: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** A layer, or a block as a small stack. */
export const Node = ({ node, place, share, marks, isTabStop, press, onKeyDown }: NodeProps) => {
  const { width, height } = place;
  const { title, subtitle, block, id, fault = [] } = node;
  const head = nodeHead(subtitle);
  return (
    <g
      class={['node', ...(fault.length > 0 ? ['fault'] : []), ...marks].join(' ')}
      transform={cornerOf(place)}
      role="button"
      tabindex={isTabStop ? 0 : -1}
      data-id={id}
      aria-label={[title, subtitle, fault.join(' ')].filter(words => words !== '').join(' ')}
      {...(block !== undefined && { 'aria-expanded': 'false' as const })}
      onClick={press}
      onKeyDown={event => {
        if (event.key === 'Enter' || event.key === ' ') press();
        onKeyDown(event);
      }}
    >
      {block !== undefined && <rect class="under" x={4} y={4} width={width} height={height} rx={4} />}
      <rect class="back" width={width} height={height} rx={4} />
      <rect class="cost" width={width} height={height} rx={4} fill-opacity={0.45 * share} />
      <text class="name" x={width / 2} y={subtitle === '' ? head / 2 + 4 : 18}>
        {title}
      </text>{' '}
      <text class="what" x={width / 2} y={33}>
        {subtitle}
      </text>
      {fault.map((line, index) => (
        <text key={line} class="wrong" x={width / 2} y={head + 6 + FAULT_LINE * index}>
          {` ${line}`}
        </text>
      ))}
    </g>
  );
};

export interface BoxProps {
  readonly title: string;
  readonly place: Placed;
  readonly close: () => void;
}

/** An open block, around its nodes. Its title closes it. */
export const Box = ({ title, place, close }: BoxProps) => (
  <g class="box" transform={cornerOf(place)}>
    <rect width={place.width} height={place.height} rx={6} />
    <g
      class="heading"
      role="button"
      tabindex={0}
      aria-label={say`Close ${title}`}
      aria-expanded="true"
      onClick={close}
      onKeyDown={event => (event.key === 'Enter' || event.key === ' ') && close()}
    >
      <rect class="target" width={26 + 6.7 * title.length} height={20} rx={6} />
      <path d="M8 8l3 3 3-3" />
      <text x={19} y={14}>
        {title}
      </text>
    </g>
  </g>
);

export interface EdgeProps {
  readonly edge: GraphEdge;
  readonly points: readonly Point[];
  readonly label: Point;
  readonly isFaint: boolean;
}

export const Edge = ({ edge, points, label, isFaint }: EdgeProps) => (
  <g class={isFaint ? 'edge faint' : 'edge'}>
    <path d={curve(points)} marker-end="url(#arrow)" />
    <text x={label.x} y={label.y + 3.5}>
      {edge.label}
    </text>
  </g>
);

const cornerOf = ({ x, y, width, height }: Placed): string => `translate(${x - width / 2} ${y - height / 2})`;
