/** Which channel is the greatest at each place of an output: a segmentation's classes, a head's strongest map. */

export interface ClassMap {
  /** By place, row by row, the channel that is the greatest there. */
  readonly winners: Uint16Array;
  /** The channels that win anywhere, those that win most first, each with its share of the places. */
  readonly shares: readonly { readonly channel: number; readonly share: number }[];
}

/** All planes are of one size; there is at least one. */
export function classMapOf(planes: readonly Float32Array[]): ClassMap {
  const size = planes[0]?.length ?? 0;
  const winners = new Uint16Array(size);
  const counts = planes.map(() => 0);
  for (let place = 0; place < size; place++) {
    let winner = 0;
    for (let channel = 1; channel < planes.length; channel++)
      if ((planes[channel]?.[place] ?? 0) > (planes[winner]?.[place] ?? 0)) winner = channel;
    winners[place] = winner;
    counts[winner] = (counts[winner] ?? 0) + 1;
  }
  const shares = counts
    .map((count, channel) => ({ channel, share: count / size }))
    .filter(({ share }) => share > 0)
    .toSorted((a, b) => b.share - a.share || a.channel - b.channel);
  return { winners, shares };
}
