import type { Drawing } from './use-layout.ts';

const SIDES: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Where an arrow key leads from a node: down to what reads it, up to what it reads, or aside; undefined at an end. */
export function neighbour({ graph, layout }: Drawing, id: string, key: string): string | undefined {
  const places = new Map(graph.nodes.map((node, index) => [node.id, layout.nodes[index]]));
  const x = (node: string) => places.get(node)?.x ?? 0;
  const nearest = (ids: readonly string[]) =>
    ids.toSorted((a, b) => Math.abs(x(a) - x(id)) - Math.abs(x(b) - x(id)))[0];
  if (key === 'ArrowDown') return nearest(graph.edges.filter(({ from }) => from === id).map(({ to }) => to));
  if (key === 'ArrowUp') return nearest(graph.edges.filter(({ to }) => to === id).map(({ from }) => from));
  const side = SIDES[key];
  if (side === undefined) return undefined;
  const isBeside = (node: string) =>
    Math.abs((places.get(node)?.y ?? 0) - (places.get(id)?.y ?? 0)) < ROW && side * (x(node) - x(id)) > 0;
  return nearest([...places.keys()].filter(isBeside));
}

/** Nodes whose middles are no further apart in height stand in one row, in pixels. */
const ROW = 20;
