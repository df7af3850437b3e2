/** Where the nodes of a graph stand, top to bottom, and how its edges run: by dagre, https://github.com/dagrejs/dagre. */
import { Graph, layout as arrange } from '@dagrejs/dagre';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** In CSS pixels, by the middle. */
export type Placed = Point & Size;

export interface LayoutInput {
  readonly nodes: readonly (Size & { readonly id: string; readonly box?: string })[];
  /** Outer boxes before inner. */
  readonly boxes: readonly { readonly id: string; readonly box?: string }[];
  /** The size is of the edge's label. */
  readonly edges: readonly (Size & { readonly from: string; readonly to: string })[];
}

export interface Layout extends Size {
  /** In the order of the nodes that went in. */
  readonly nodes: readonly Placed[];
  readonly boxes: readonly Placed[];
  /** `points` from the edge of one node to that of the other; `label` is the middle of the label. */
  readonly edges: readonly { readonly points: readonly Point[]; readonly label: Point }[];
}

/** Boxes and nodes may not share an id; every edge's ends are nodes. */
export function layoutOf({ nodes, boxes, edges }: LayoutInput): Layout {
  const graph = new Graph({ compound: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 20, ranksep: 22, edgesep: 14, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of boxes) graph.setNode(id, {});
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
  for (const { id, box } of [...boxes, ...nodes]) if (box !== undefined) graph.setParent(id, box);
  for (const { from, to, width, height } of edges) graph.setEdge(from, to, { width, height, labelpos: 'c' });
  arrange(graph);
  const { width = 0, height = 0 } = graph.graph();
  const bare = {
    width,
    height,
    nodes: nodes.map(({ id }) => placed(graph.node(id))),
    boxes: boxes.map(({ id }) => placed(graph.node(id))),
    edges: edges.map(({ from, to }) => {
      const { points, x, y } = graph.edge(from, to) as Point & { readonly points: readonly Point[] };
      return { points, label: { x, y } };
    }),
  };
  return withHeadings(
    bare,
    edges.map(({ from, to }) => [indexOf(nodes, from), indexOf(nodes, to)] as const),
  );
}

const indexOf = (nodes: LayoutInput['nodes'], id: string): number => nodes.findIndex(node => node.id === id);

/** Room for a box's title, in CSS pixels. */
const HEADING = 15;

/**
 * dagre leaves no room for titles within boxes: below the top of each box everything is moved down. `ends` are the
 * nodes of the edges, with which the edges' ends go.
 */
function withHeadings(layout: Layout, ends: readonly (readonly [from: number, to: number])[]): Layout {
  const tops = [...new Set(layout.boxes.map(({ y, height }) => Math.round(y - height / 2)))];
  const down = (y: number) => HEADING * tops.filter(top => top + 1 < y).length;
  const moved = <P extends Point>(point: P, like: Point = point): P => ({ ...point, y: point.y + down(like.y) });
  return {
    width: layout.width,
    height: layout.height + down(layout.height),
    nodes: layout.nodes.map(place => moved(place)),
    boxes: layout.boxes.map(place => {
      const [top, bottom] = [place.y - place.height / 2, place.y + place.height / 2].map(y => y + down(y));
      return { ...place, y: ((top ?? 0) + (bottom ?? 0)) / 2, height: (bottom ?? 0) - (top ?? 0) };
    }),
    edges: layout.edges.map(({ points, label }, edge) => {
      const [from, to] = ends[edge] ?? [];
      const like = new Map([
        [0, layout.nodes[from ?? -1]],
        [points.length - 1, layout.nodes[to ?? -1]],
      ]);
      return { points: points.map((point, index) => moved(point, like.get(index))), label: moved(label) };
    }),
  };
}

/** Without what dagre keeps there for itself. */
const placed = ({ x = 0, y = 0, width = 0, height = 0 }: Partial<Placed>): Placed => ({ x, y, width, height });
