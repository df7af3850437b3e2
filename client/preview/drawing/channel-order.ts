/** In which order a layer's channels are looked at. */
import { statisticsOf } from '../worker/values.ts';
import { say } from '../words.ts';

export type ChannelOrder = 'index' | 'mean' | 'variance';

export const CHANNEL_ORDERS: readonly (readonly [ChannelOrder, string])[] = [
  ['index', say`Channels in order`],
  ['mean', say`Greatest mean first`],
  ['variance', say`Greatest variance first`],
];

/** The channels' numbers, the ones to look at first in front. */
export function orderedChannels(planes: readonly Float32Array[], order: ChannelOrder): readonly number[] {
  const channels = [...planes.keys()];
  if (order === 'index') return channels;
  const figures = planes.map(plane => {
    const { mean, deviation } = statisticsOf(plane);
    return order === 'mean' ? mean : deviation;
  });
  return channels.toSorted((a, b) => (figures[b] ?? 0) - (figures[a] ?? 0) || a - b);
}
