/** Of the pause after an edit, in milliseconds: shorter only costs the machine, longer is felt. */
const [SHORTEST, LONGEST] = [20, 300];

/**
 * How long to wait for the next key before a network is run, in milliseconds: as long as its last run took, since a run
 * that is begun too early delays the one that counts. `setting` is the user's own wish.
 */
export const pauseAfterEdit = (setting: number | null, lastRun = 0): number =>
  setting ?? Math.min(Math.max(lastRun, SHORTEST), LONGEST);
