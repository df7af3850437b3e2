/** Writes PyTorch constructors as a reader would: required arguments in place, then what differs from the defaults. */

/** A word is written in quotes, `null` as `None`, a value per axis as one where all are equal. */
export type TorchValue =
  number | boolean | string | null | readonly (number | null)[] | { readonly list: readonly number[] };

/** By argument: its value, and PyTorch's default, with which it is left out. */
export type TorchOptions = Readonly<Record<string, readonly [value: TorchValue, fallback: TorchValue]>>;

/** `nn.Conv2d(3, 16, 3, padding=1)`. */
export function construct(name: string, required: readonly TorchValue[], options: TorchOptions = {}): string {
  const named = Object.entries(options)
    .map(([argument, [value, fallback]]) => [argument, python(value), python(fallback)] as const)
    .filter(([, value, fallback]) => value !== fallback)
    .map(([argument, value]) => `${argument}=${value}`);
  return `${name}(${[...required.map(python), ...named].join(', ')})`;
}

/** Modules one after the other: the module alone where there is one. */
export const inSequence = (...modules: readonly string[]): string =>
  modules.length === 1 ? modules.join() : `nn.Sequential(${modules.join(', ')})`;

function python(value: TorchValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'number') return number(value);
  if ('list' in value) return `[${value.list.map(number).join(', ')}]`;
  const [first] = value;
  return first !== undefined && value.every(item => item === first)
    ? python(first)
    : `(${value.map(python).join(', ')})`;
}

const number = (value: number): string =>
  Number.isFinite(value) ? String(value) : `float('${value < 0 ? '-' : ''}inf')`;
