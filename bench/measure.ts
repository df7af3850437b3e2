/** Times what runs in this process. */

/** Something to time. */
export interface Subject {
  /** Does the work once, and returns a number that shows that it was done. */
  readonly run: () => number | Promise<number>;
  /** What `run` must return. */
  readonly gives: number;
  /** Clears away, off the clock. */
  readonly after?: () => void;
}

/** Milliseconds, run by run. */
export type Times = readonly number[];

export interface Repetition {
  /** Runs that are not counted. */
  readonly warm: number;
  readonly runs: number;
}

/** Times each subject in turn, over and over: what else the machine does in the meantime hits all of them alike. */
export async function timeInTurn(subjects: readonly Subject[], { warm, runs }: Repetition): Promise<readonly Times[]> {
  const times = subjects.map((): number[] => []);
  for (let turn = -warm; turn < runs; turn++) {
    for (const [index, subject] of subjects.entries()) {
      const time = await timeOnce(subject);
      if (turn >= 0) times[index]?.push(time);
    }
  }
  return times;
}

/** Throws when the work was not done. */
export async function timeOnce({ run, gives, after }: Subject): Promise<number> {
  const start = performance.now();
  const result = await run();
  const time = performance.now() - start;
  if (result !== gives) throw new Error(`A measured function gave ${result}, not ${gives}.`);
  after?.();
  return time;
}

/** The least of the times that `share` of all do not exceed. */
export const quantile = (times: Times, share: number): number =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? NaN;

export const median = (times: Times): number => quantile(times, 0.5);
