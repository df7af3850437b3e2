import { constants, PerformanceObserver } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { collectorInPauses } from './idle-collection.ts';

/** What Node's types leave out. */
interface Collection {
  readonly detail: { readonly kind: number; readonly flags: number };
}

test('what several analyses leave is collected once, in the pause after them', async () => {
  const asked: number[] = [];
  const observer = new PerformanceObserver(list => {
    for (const { detail } of list.getEntries() as unknown as readonly Collection[])
      if (detail.flags & constants.NODE_PERFORMANCE_GC_FLAGS_FORCED) asked.push(detail.kind);
  });
  observer.observe({ entryTypes: ['gc'] });
  const analysed = collectorInPauses();
  for (let analysis = 0; analysis < 3; analysis++) analysed();
  await expect.poll(() => asked).toEqual([constants.NODE_PERFORMANCE_GC_MINOR]);
  observer.disconnect();
});
