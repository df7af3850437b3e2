/** The shapes of a chart of one value a layer, in the unit square: x from the first layer to the last, y from the top. */

/** `undefined` where a layer has no value: the line has a gap there. */
export type Values = readonly (number | undefined)[];

/** A step a layer, as a path of SVG. `top` is the value at the upper edge, 0 is the lower. */
export function stepPath(values: Values, top: number): string {
  const x = (index: number) => round(index / values.length);
  const y = (value: number) => round(1 - value / top);
  return values
    .map((value, index) => {
      if (value === undefined) return '';
      const start = `${values[index - 1] === undefined ? 'M' : 'L'}${x(index)} ${y(value)}`;
      return `${start}H${x(index + 1)}`;
    })
    .join('');
}

/** The same, closed along the lower edge. */
export const areaPath = (values: Values, top: number): string =>
  `M0 1${stepPath(
    values.map(value => value ?? 0),
    top,
  ).replace('M', 'L')}V1Z`;

/** Which layer is at `share` of the width, 0…1. */
export const indexAt = (share: number, count: number): number =>
  Math.min(count - 1, Math.max(0, Math.floor(share * count)));

/** The first of the greatest; undefined where there is none. */
export function peakOf(values: Values): number | undefined {
  const greatest = Math.max(...values.map(value => value ?? -Infinity));
  const index = values.indexOf(greatest);
  return index === -1 ? undefined : index;
}

const round = (number: number): number => Number(number.toFixed(5));
