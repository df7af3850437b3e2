import { describe, expect, test } from 'vitest';
import type { Program } from '#core/interchange/program.ts';
import { INITIAL, focusOf, reduce, reportOf, shownRun } from './state.ts';
import { programLayer } from './testing.ts';
import type { Event, Run, State } from './state.ts';
import type { LayerMap, RunResult } from './worker/messages.ts';

const layer = (path: string, start: number) => programLayer(path, { span: { start, end: start + 4 } });

const program: Program = {
  model: 'M',
  graph: { name: 'M', inputs: [], outputs: [], nodes: [], initializers: [] },
  inputs: [],
  layers: [layer('a', 10), layer('b', 20)],
  weights: [],
  outputs: [],
};

const run = (id: number): Run => ({ id, version: id, program, faults: [], shapes: new Map(), maps: new Map() });

const map = (index: number): LayerMap => ({
  layer: index,
  shape: [2],
  data: new Float32Array([1, 2]),
});

const result: RunResult = {
  inputs: [],
  top: { output: 'b', of: 2, values: [{ index: 1, value: 2, share: 0.7 }] },
  milliseconds: 3,
  ran: 2,
  weights: { trained: 0, seeded: 0 },
  problems: ['b.weight: missing'],
};

const after = (...events: readonly Event[]): State => events.reduce(reduce, INITIAL);

const started = (id: number): Event => ({ type: 'started', run: run(id) });
const layers = (id: number, ...indices: readonly number[]): Event => ({
  type: 'layers',
  id,
  shapes: indices.map(index => ({ layer: index, shape: [2] })),
  layers: indices.map(map),
});
const finished = (id: number): Event => ({ type: 'finished', id, result });

describe('runs', () => {
  test('the first is shown as it comes', () => {
    const state = after(started(1), layers(1, 0));
    expect(shownRun(state)?.id).toBe(1);
    expect([...(shownRun(state)?.maps.keys() ?? [])]).toEqual([0]);
  });

  test('a later one is shown when it is whole', () => {
    const running = after(started(1), layers(1, 0, 1), finished(1), started(2), layers(2, 0));
    expect(shownRun(running)?.id).toBe(1);
    const done = reduce(running, finished(2));
    expect(shownRun(done)?.id).toBe(2);
    expect(done.running).toBeUndefined();
  });

  test('what comes of an overtaken one is dropped', () => {
    const state = after(started(1), started(2), layers(1, 0), finished(1));
    expect(state.done).toBeUndefined();
    expect(state.running?.maps.size).toBe(0);
  });

  test('one that is done takes in what comes later', () => {
    const state = after(started(1), layers(1, 0), finished(1), layers(1, 1));
    expect([...(state.done?.maps.keys() ?? [])]).toEqual([0, 1]);
  });

  test('a failure leaves the last good one', () => {
    const state = after(started(1), finished(1), started(2), { type: 'stopped', message: 'too large' });
    expect(shownRun(state)?.id).toBe(1);
    expect(state.failure).toBe('too large');
    expect(reduce(state, started(3)).failure).toBeUndefined();
  });

  test('a failure before any good one leaves its network', () => {
    const state = after(started(1), { type: 'stopped', message: 'too large' });
    expect([shownRun(state)?.id, state.running]).toEqual([1, undefined]);
    expect(shownRun(reduce(state, started(2)))?.id).toBe(2);
  });

  test('are reported with what they gave', () => {
    const { done } = after(started(7), layers(7, 0, 1), finished(7));
    expect(done && reportOf(done, ['no picture'])).toEqual({
      version: 7,
      model: 'M',
      milliseconds: 3,
      top: [{ index: 1, value: 2, share: 0.7 }],
      layers: [
        { path: 'a', shape: [2] },
        { path: 'b', shape: [2] },
      ],
      problems: ['no picture', 'b.weight: missing'],
    });
  });
});

describe('the text', () => {
  const good = [started(1), finished(1)] as const;

  test('broken, the last good run stays', () => {
    const state = after(...good, { type: 'broken', message: '2 errors' });
    expect(state.text).toEqual({ kind: 'broken', message: '2 errors' });
    expect(shownRun(state)?.id).toBe(1);
  });

  test('whole again, nothing is said any more', () => {
    const moved: Event = { type: 'moved', version: 2, program, faults: [] };
    expect(after(...good, { type: 'broken', message: '2 errors' }, moved).text).toEqual({ kind: 'whole' });
    expect(after(...good, moved).done?.version).toBe(2);
  });

  test('without a model, there is nothing to show', () =>
    expect(shownRun(after(...good, { type: 'none' }))).toBeUndefined());

  test('of another file, all starts anew', () =>
    expect(after(...good, { type: 'document', name: 'b.cnn' })).toEqual({ ...INITIAL, file: 'b.cnn' }));
});

describe('the cursor', () => {
  const cursor: Event = { type: 'cursor', offset: 21, line: { start: 20, end: 30 } };

  test('points at a layer of the run that is shown', () =>
    expect(after(started(1), finished(1), cursor).current).toEqual([1]));

  test('that came first points when the run has come', () =>
    expect(after(cursor, started(1), finished(1)).current).toEqual([1]));

  test('points at nothing where its layer has moved away', () => {
    const lower = { ...program, layers: [layer('a', 10), layer('b', 50)] };
    const moved: Event = { type: 'moved', version: 2, program: lower, faults: [] };
    expect(after(started(1), finished(1), cursor, moved).current).toEqual([]);
  });
});

describe('the layer that is meant', () => {
  const twice = { ...program, layers: [layer('a', 10), layer('block.0', 20), layer('block.1', 20)] };
  const ready: readonly Event[] = [{ type: 'started', run: { ...run(1), program: twice } }, finished(1)];
  const at = (offset: number): Event => ({ type: 'cursor', offset, line: { start: offset, end: offset + 9 } });

  test('is the first at the cursor', () => expect(focusOf(after(...ready, at(21)))).toBe(1));
  test('is the chosen one, alone until the cursor follows', () => {
    const state = after(...ready, { type: 'chosen', layer: 2 });
    expect([state.current, focusOf(state)]).toEqual([[2], 2]);
    const followed = reduce(state, at(21));
    expect([followed.current, focusOf(followed)]).toEqual([[1, 2], 2]);
  });
  test('is another once the cursor has left', () =>
    expect(focusOf(after(...ready, { type: 'chosen', layer: 2 }, at(11)))).toBe(0));
  test('is none where the cursor is at none', () => expect(focusOf(after(...ready, at(50)))).toBeUndefined());
});

test('the tab stays when another file comes', () =>
  expect(after({ type: 'tab', tab: 'table' }, { type: 'document', name: 'b.cnn' }).tab).toBe('table'));

describe('messages', () => {
  const gone: Event = { type: 'weights', problem: 'gone' };

  test('of the weights go with a program that has none', () => {
    expect(after(gone, started(1)).weightsProblem).toBeUndefined();
    const trained: Run = { ...run(1), program: { ...program, weightsFile: 'a.safetensors' } };
    expect(after(gone, { type: 'started', run: trained }).weightsProblem).toBe('gone');
  });

  test.each<[string, Event, keyof State, Event]>([
    [
      'of a picture go with the next picture',
      { type: 'pictureFailed', message: 'x.png is broken' },
      'pictureProblem',
      { type: 'picture', id: 'y' },
    ],
    [
      'of the weights go with good weights',
      { type: 'weights', problem: 'gone' },
      'weightsProblem',
      { type: 'weights' },
    ],
  ])('%s', (_, bad, key, good) => {
    expect(after(bad)[key]).toBeDefined();
    expect(after(bad, good)[key]).toBeUndefined();
  });
});
