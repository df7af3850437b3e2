/** Numbers as a reader wants them: exact while they are short, three significant digits beyond. */

/** `73,728`. */
export const exact = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** `640`, `11.7 M`, `1.81 G`: powers of 1000, as in the language. `?` for what nobody knows. */
export const rounded = (count: number): string => scaled(count, ' ');

/** `1.81 GMACs`. */
export function macs(count: number): string {
  const text = scaled(count, ' ');
  return `${text}${text.includes(' ') ? '' : ' '}MACs`;
}

/** `401 KB`: powers of 1000, as in the language. */
export const bytes = (count: number): string =>
  !Number.isFinite(count) ? '?' : count < 1000 ? `${count} B` : `${scaled(count, ' ')}B`;

/** `12.3 µs`, `1.2 ms`, `3.4 s`. */
export function seconds(count: number): string {
  const [unit, scale] = count >= 1 ? ['s', 1] : count >= 1e-3 ? ['ms', 1e3] : ['µs', 1e6];
  return Number.isNaN(count) ? '?' : `${Number((count * scale).toPrecision(3))} ${unit}`;
}

/** `0.6 %`; what is there but small is not called nothing. */
export function share(part: number, whole: number): string {
  const percent = (100 * part) / whole;
  return percent > 0 && percent < 0.1 ? '< 0.1 %' : `${Number(percent.toPrecision(2))} %`;
}

/** A number as it is if it is whole, else three significant digits: `2`, `0.5`, `14.6`. */
export const decimal = (number: number): string =>
  String(Number.isInteger(number) ? number : Number(number.toPrecision(3))).replace('-', '−');

/** One number where all axes agree, else all of them: `17`, `17×9`. */
export function perAxis(numbers: readonly number[]): string {
  const texts = numbers.map(decimal);
  const [first = ''] = texts;
  return texts.every(text => text === first) ? first : texts.join('×');
}

const UNITS = ['', 'K', 'M', 'G', 'T', 'P'] as const;

function scaled(count: number, separator: string): string {
  if (!Number.isFinite(count)) return '?';
  // Rounded before the unit is chosen: 999,500 is 1 M.
  const [digits = '', exponent = ''] = count.toExponential(2).split('e');
  const power = Math.min(Math.max(0, Math.floor(Number(exponent) / 3)), UNITS.length - 1);
  const number = Number(`${digits}e${Number(exponent) - 3 * power}`);
  return power === 0 ? String(number) : `${number}${separator}${UNITS[power] ?? ''}`;
}
