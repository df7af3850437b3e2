import type { Point } from './layout.ts';

/** A smooth line from the first point to the last, by the others: a path of SVG. */
export function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return '';
  const bends = rest.slice(0, -1).map((point, index) => {
    const to = middle(point, rest[index + 1] ?? point);
    return `Q${at(point)} ${at(to)}`;
  });
  return `M${at(first)}L${at(middle(first, rest[0] ?? first))}${bends.join('')}L${at(last)}`;
}

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;

const round = (number: number): number => Number(number.toFixed(1));
