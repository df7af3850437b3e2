/** Groups of channels: what convolutions, normalisation, shuffling and splitting share. */
import { divisors } from './divisors.ts';
import { refuse, type Refusal } from './operation.ts';
import { mayDivide } from './shape.ts';
import { say } from '../words.ts';

/** Refuses groups that do not divide the channels of one side, and names those that would. */
export const refuseGroups = (groups: number, channels: number, side: 'input' | 'output'): Refusal | undefined =>
  mayDivide(groups, channels)
    ? undefined
    : refuse(
        'groups-divide',
        { groups, channels, side: side === 'input' ? say`input` : say`output`, divisors: divisors(channels) },
        'groups',
      );

/** Refuses parts of all channels, called as the parameter is, that are not equal; and names those that would be. */
export const refuseParts = (parameter: 'parts' | 'heads', parts: number, channels: number): Refusal | undefined =>
  mayDivide(parts, channels)
    ? undefined
    : refuse(
        'parts-divide',
        { parts, what: parameter === 'parts' ? say`parts` : say`heads`, channels, divisors: divisors(channels) },
        parameter,
      );
