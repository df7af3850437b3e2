/** Times what runs in this process. */
import { quantile } from './quantile.mjs';

/** Something to time. */
export interface Subject {
  /** Does the work once, and returns a number that shows that it was done. */
  readonly run: () => number | Promise<number>;
  /** What `run` must return. */
  readonly gives: number;
  /** Waits, off the clock. */
  readonly before?: () => Promise<void>;
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

/**
 * Times subjects by turns of `together` runs each: what else the machine does in the meantime hits all of them alike, and
 * most of what a subject leaves to be collected is collected in its own turn.
 */
export async function timeInTurn(
  subjects: readonly Subject[],
  { warm, runs }: Repetition,
  together = 1,
): Promise<readonly Times[]> {
  const times = subjects.map((): number[] => []);
  for (const subject of subjects) for (let run = 0; run < warm; run++) await timeOnce(subject);
  for (let done = 0; done < runs; done += together) {
    for (const [index, subject] of subjects.entries())
      for (let run = 0; run < together; run++) times[index]?.push(await timeOnce(subject));
  }
  return times;
}

/** Throws when the work was not done. */
export async function timeOnce({ run, gives, before, after }: Subject): Promise<number> {
  await before?.();
  const start = performance.now();
  const result = await run();
  const time = performance.now() - start;
  if (result !== gives) throw new Error(`A measured function gave ${result}, not ${gives}.`);
  after?.();
  return time;
}

export const median = (times: Times): number => quantile(times, 0.5);
