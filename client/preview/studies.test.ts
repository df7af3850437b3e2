import { expect, test } from 'vitest';
import { NO_STUDIES, reduceStudies } from './studies.ts';
import type { StudyEvent, Studies } from './studies.ts';

const target = { value: 'fc', index: 7 };
const result = {
  grid: { width: 2, height: 1, patch: 1, stride: 1, rows: 1, columns: 2, top: 0, left: 0 },
  base: 3,
  drops: new Float32Array([1, NaN]),
  done: 1,
};
const occluding: StudyEvent = { type: 'studyBegan', id: 1, study: { kind: 'occlusion', target }, name: '7 of fc' };
const timing: StudyEvent = { type: 'studyBegan', id: 2, study: { kind: 'times' }, name: 'M' };
const found: StudyEvent = { type: 'occlusion', id: 1, ...result };
const time: StudyEvent = { type: 'time', id: 2, layer: 3, milliseconds: 1.5 };
const after = (...events: readonly StudyEvent[]): Studies => events.reduce(reduceStudies, NO_STUDIES);

test('what is found so far is shown, and stays when it is done', () => {
  expect(after(occluding, found)).toMatchObject({ running: { id: 1 }, occlusion: { name: '7 of fc', result } });
  const done = after(occluding, found, { type: 'studied', id: 1 });
  expect(done.running).toBeUndefined();
  expect(done.occlusion?.result).toMatchObject(result);
});

test('it stays when the user ends it, and goes when it is closed', () => {
  const ended = after(occluding, found, { type: 'studyEnded' });
  expect(ended.running).toBeUndefined();
  expect(ended.occlusion?.result).toMatchObject(result);
  expect(after(occluding, found, { type: 'occlusionClosed' })).toEqual(NO_STUDIES);
});

test('another leaves it in its place', () => {
  const both = after(occluding, found, timing, time);
  expect(both).toMatchObject({ running: { id: 2, kind: 'times' }, times: new Map([[3, 1.5]]) });
  expect(both.occlusion?.result).toMatchObject(result);
  expect(reduceStudies(both, { type: 'occlusionClosed' })).toMatchObject({ running: { id: 2 } });
});

test('what comes of one that was overtaken is dropped', () =>
  expect(after(occluding, timing, found)).toEqual(after(occluding, timing)));

test('why there is nothing is kept until the next', () => {
  const failed = after(timing, { type: 'studied', id: 2, problem: 'No memory.' });
  expect(failed.problem).toBe('No memory.');
  expect(reduceStudies(failed, occluding).problem).toBeUndefined();
});
