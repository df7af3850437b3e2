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

test('a wish that can wait does not put off the one before it', async () => {
  const work = vi.fn<() => Promise<void>>(async () => {});
  const latest = new Latest(work);
  latest.wish(150);
  await vi.advanceTimersByTimeAsync(100);
  latest.wishLater(150);
  await vi.advanceTimersByTimeAsync(50);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(work).toHaveBeenCalledTimes(1);
});

test('a wish that can wait comes after work that is under way, which stays the newest till then', async () => {
  const asked: (() => boolean)[] = [];
  const ends: (() => void)[] = [];
  const latest = new Latest(isNewest => {
    asked.push(isNewest);
    return new Promise(resolve => ends.push(resolve));
  });
  latest.wish(0);
  await vi.advanceTimersByTimeAsync(0);
  latest.wishLater(10);
  await vi.advanceTimersByTimeAsync(1000);
  expect([asked.length, asked[0]?.()]).toEqual([1, true]);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(10);
  expect([asked.length, asked[0]?.(), asked[1]?.()]).toEqual([2, false, true]);
});

test('nothing is done after the end', async () => {
  const work = vi.fn<() => Promise<void>>(async () => {});
  const latest = new Latest(work);
  latest.wish(150);
  latest.dispose();
  await vi.advanceTimersByTimeAsync(1000);
  expect(work).not.toHaveBeenCalled();
});
