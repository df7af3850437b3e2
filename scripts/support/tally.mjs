/** @typedef {{ readonly passed: number, readonly failed: number }} Tally */

/**
 * The line that every suite of this project prints last, `name: N passed, N failed`.
 * @param {string} output
 * @returns {Tally | undefined} Undefined where there is none: the suite has not come to its end.
 */
export function tallyOf(output) {
  const [, passed, failed] = [...output.matchAll(/^.+: (\d+) passed, (\d+) failed$/gm)].at(-1) ?? [];
  return passed === undefined ? undefined : { passed: Number(passed), failed: Number(failed) };
}

/**
 * How many failures a command counts: those of its tally, and one for an end that its tally does not explain.
 * @param {number} status Its exit status.
 * @param {Tally | undefined} tally
 * @param {boolean} [isSuite] True where the lack of a tally is itself a failure.
 */
export function failuresOf(status, tally, isSuite = false) {
  const endedBadly = status !== 0 || (isSuite && (tally === undefined || tally.passed + tally.failed === 0));
  return Math.max(tally?.failed ?? 0, endedBadly ? 1 : 0);
}
