import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Latest } from './latest.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('many wishes are done once, after the last', async () => {
  const work = vi.fn<() => Promise<void>>(async () => {});
  const latest = new Latest(work);
  latest.wish(150);
  await vi.advanceTimersByTimeAsync(100);
  latest.wish(150);
  await vi.advanceTimersByTimeAsync(149);
  expect(work).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(work).toHaveBeenCalledTimes(1);
});

test('work that is overtaken knows it', async () => {
  const asked: (() => boolean)[] = [];
  const latest = new Latest(async isNewest => void asked.push(isNewest));
  latest.wish(0);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked[0]?.()).toBe(true);
  latest.wish(0);
  expect(asked[0]?.()).toBe(false);
});

test('nothing is done after the end', async () => {
  const work = vi.fn<() => Promise<void>>(async () => {});
  const latest = new Latest(work);
  latest.wish(150);
  latest.dispose();
  await vi.advanceTimersByTimeAsync(1000);
  expect(work).not.toHaveBeenCalled();
});
