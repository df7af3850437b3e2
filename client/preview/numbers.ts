/** Numbers for people. */

/** Three significant digits at most, a true minus, powers of ten only where digits would mislead: `−0.0123`, `1.2e6`. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  const text = size !== 0 && (size < 0.001 || size >= 100_000) ? exponential(value) : plain(value);
  return text.replace(/-/, '−');
}

const exponential = (value: number): string => value.toExponential(1).replace('e+', 'e').replace('.0e', 'e');

/** Whole numbers keep all their digits. */
const plain = (value: number): string =>
  String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

/** `98.3 %`; tiny shares are not called zero. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.001) return '< 0.1 %';
  return `${(100 * share).toFixed(1)} %`;
}

/** `0.4 ms`, `12 ms`, `1.8 s`; what is shorter than a browser's clock tells is not called zero. */
export function formatTime(milliseconds: number): string {
  if (milliseconds < 0.1) return '< 0.1 ms';
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
}
