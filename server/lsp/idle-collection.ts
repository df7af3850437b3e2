import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** In milliseconds: what an editor asks for with a key is answered by then, and nobody's next key is there yet. */
const PAUSE = 8;

/**
 * A function to call after every analysis. What it leaves, megabytes of a long file, is collected in the next pause: V8 by
 * itself does that when its young generation is full, which is in the middle of another analysis. The idea is that of
 * Degenbaev et al., "Idle Time Garbage Collection Scheduling", PLDI 2016, https://doi.org/10.1145/2908080.2908106.
 */
export function collectorInPauses(): () => void {
  const collect = youngCollector();
  let timer: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(collect, PAUSE).unref();
  };
}

/**
 * Of V8's own extension for tests, the only way to ask for it. V8 learns that what an analysis makes is still there at each
 * collection, and would make it among what is old from then on, where the next analysis leaves it as waste for the slow
 * collector: so it is told not to. On another engine than V8 it does nothing.
 */
function youngCollector(): () => void {
  try {
    setFlagsFromString('--no-allocation-site-pretenuring');
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('globalThis.gc');
    setFlagsFromString('--no-expose-gc');
    return typeof collect === 'function' ? () => void collect({ type: 'minor' }) : () => {};
  } catch {
    return () => {};
  }
}
