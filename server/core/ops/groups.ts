/** Groups of channels: what convolutions and group normalisation share. */
import { refuse, type Refusal } from './operation.ts';
import { mayDivide } from './shape.ts';

/** Refuses groups that do not divide the channels of one side, and names those that would. */
export const refuseGroups = (groups: number, channels: number, side: 'input' | 'output'): Refusal | undefined =>
  mayDivide(groups, channels)
    ? undefined
    : refuse('groups-divide', { groups, channels, side, divisors: divisors(channels) }, 'groups');

const MOST_SHOWN = 12;
const MOST_TRIED = 4096;

/** The divisors of `channels`, from 1 up: `1, 2, 3, 6`. A long list ends in `…`. */
function divisors(channels: number): string {
  const all: number[] = [];
  for (let divisor = 1; divisor <= Math.min(channels, MOST_TRIED); divisor += 1) {
    if (channels % divisor === 0) all.push(divisor);
  }
  const shown = all.slice(0, MOST_SHOWN).join(', ');
  return all.length > MOST_SHOWN || channels > MOST_TRIED ? `${shown}, …` : shown;
}
