/**
 * The least of the times that `share` of all do not exceed.
 * @param {readonly number[]} times
 * @param {number} share 0…1
 */
export const quantile = (times, share) => times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? NaN;
