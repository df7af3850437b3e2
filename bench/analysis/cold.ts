import type { Subject } from '../measure.ts';
import { timeOnce } from '../measure.ts';

/** What a process of its own says when it has done its work once. In milliseconds. */
export interface Cold {
  /** The work. */
  readonly work: number;
  /** Everything since the process began: Node's start, the loading of the library, the work. */
  readonly process: number;
}

export async function printCold(subject: Subject): Promise<void> {
  const work = await timeOnce(subject);
  console.log(JSON.stringify({ work, process: performance.now() } satisfies Cold));
}
