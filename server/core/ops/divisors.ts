import { anyOf, type Text } from '../words.ts';
/** What would divide, and what would be a multiple: for messages. */

const MOST_SHOWN = 12;
const MOST_TRIED = 4096;

/** The divisors of a size, from 1 up: `1, 2, 3, 6`. A long list ends in `…`. */
export function divisors(size: number): string {
  const all: number[] = [];
  for (let divisor = 1; divisor <= Math.min(size, MOST_TRIED); divisor += 1) {
    if (size % divisor === 0) all.push(divisor);
  }
  const shown = all.slice(0, MOST_SHOWN).join(', ');
  return all.length > MOST_SHOWN || size > MOST_TRIED ? `${shown}, …` : shown;
}

/** The multiples of `factor` on either side of a size: `32 or 36`, and the one above where none is below. */
export function multiples(factor: number, size: number): Text {
  const below = Math.floor(size / factor) * factor;
  return below === 0 ? String(factor) : anyOf([below, below + factor]);
}
