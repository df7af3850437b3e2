/** The session with a window, an extension and workers that are made up: what it does when things go wrong. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Program } from '#core/interchange/program.ts';
import type { FromPage, ToPage } from '../extension/preview/messages.ts';
import type { Session } from './session.ts';
import { INITIAL } from './state.ts';
import type { State } from './state.ts';
import { programLayer } from './testing.ts';
import type { FromWorker, ToWorker } from './worker/messages.ts';

type Handler = (event: { readonly data: unknown }) => void;

class FakeWorker {
  readonly posted: ToWorker[] = [];
  readonly handlers = new Map<string, (event: object) => void>();
  isTerminated = false;

  constructor() {
    workers.push(this);
  }
  addEventListener(type: string, handler: (event: object) => void): void {
    this.handlers.set(type, handler);
  }
  postMessage(message: ToWorker): void {
    this.posted.push(message);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  says(message: FromWorker): void {
    this.handlers.get('message')?.({ data: message });
  }
  dies(): void {
    this.handlers.get('error')?.({ message: 'Uncaught RuntimeError: unreachable' });
  }
  get runs() {
    return this.posted.filter(message => message.type === 'run');
  }
}

let workers: FakeWorker[] = [];
let said: FromPage[] = [];
let handlers: Handler[] = [];
let state: State = INITIAL;
/** What an earlier page has left. */
let left: unknown;
let session: Session;

const hear = (data: ToPage | object): void => handlers.forEach(handle => handle({ data }));
const worker = (): FakeWorker => workers.at(-1) ?? new FakeWorker();
/** Lets promises and timers of nothing at all go on. */
const settle = () => new Promise(resolve => setTimeout(resolve));

const program: Program = {
  model: 'M',
  graph: {
    name: 'M',
    inputs: [{ name: 'feed', shape: [1, 2] }],
    outputs: [],
    nodes: [{ type: 'Relu', inputs: ['feed'], output: 'relu', attributes: {} }],
    initializers: [],
  },
  inputs: [{ value: 'feed', shape: [2], mean: [], std: [] }],
  layers: [programLayer('relu')],
  weights: [],
  outputs: [{ name: 'relu', value: 'relu' }],
};
const edited: Program = { ...program, model: 'N' };

const layers = (id: number): FromWorker => ({
  type: 'layers',
  id,
  shapes: [{ layer: 0, shape: [2] }],
  layers: [{ layer: 0, shape: [2], data: new Float32Array(2) }],
});
const done = (id: number): FromWorker => ({
  type: 'done',
  id,
  result: { inputs: [], top: undefined, milliseconds: 1, ran: 1, weights: { trained: 0, seeded: 0 }, problems: [] },
});
const failed = (id: number, fatal: boolean): FromWorker => ({ type: 'failed', id, message: 'no memory', fatal });

beforeEach(async () => {
  workers = [];
  said = [];
  handlers = [];
  left = undefined;
  vi.resetModules();
  vi.stubGlobal('acquireVsCodeApi', () => ({
    postMessage: (message: FromPage) => said.push(message),
    setState: (memory: unknown) => (left = memory),
    getState: () => left,
  }));
  vi.stubGlobal('addEventListener', (_: string, handler: Handler) => handlers.push(handler));
  vi.stubGlobal('document', {
    body: { dataset: { worker: 'blob:worker', runtime: 'blob:runtime' } },
    getElementById: () => null,
  });
  vi.stubGlobal('fetch', async () => new Response(new Uint8Array(4)));
  vi.stubGlobal('Worker', FakeWorker);
  const { Session: Fresh } = await import('./session.ts');
  session = new Fresh(next => (state = next));
  await settle();
  hear({ type: 'document', uri: 'file:///m.cnn', name: 'm.cnn' });
});

afterEach(() => void vi.unstubAllGlobals());

/** After a first run that went well. */
async function afterRun(first = program): Promise<void> {
  hear({ type: 'program', version: 1, program: first, faults: [] });
  await settle();
  const id = worker().runs.at(-1)?.id ?? NaN;
  worker().says(layers(id));
  worker().says(done(id));
}

test('a program that comes is run, and reported', async () => {
  await afterRun();
  expect(state.done?.maps.size).toBe(1);
  expect(said.at(-1)).toMatchObject({ type: 'ran', report: { version: 1, layers: [{ path: 'relu', shape: [2] }] } });
});

test('the model changes while it runs: what comes of the old one is not shown', async () => {
  hear({ type: 'program', version: 1, program, faults: [] });
  hear({ type: 'program', version: 2, program: edited, faults: [] });
  await settle();
  const [first, second] = worker().runs;
  worker().says(layers(first?.id ?? NaN));
  worker().says(done(first?.id ?? NaN));
  expect(state.done).toBeUndefined();
  worker().says(layers(second?.id ?? NaN));
  worker().says(done(second?.id ?? NaN));
  expect(state.done?.program.model).toBe('N');
});

describe('a worker that comes to its end', () => {
  test('is followed by a new one, which runs the same once more', async () => {
    hear({ type: 'program', version: 1, program, faults: [] });
    await settle();
    worker().dies();
    await settle();
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
    expect(worker().runs).toHaveLength(1);
    worker().says(layers(worker().runs[0]?.id ?? NaN));
    worker().says(done(worker().runs[0]?.id ?? NaN));
    expect(state.done?.maps.size).toBe(1);
    expect(state.failure).toBeUndefined();
  });

  test('twice over the same is said, and the same is left alone until something changes', async () => {
    hear({ type: 'program', version: 1, program, faults: [] });
    await settle();
    worker().says(failed(worker().runs[0]?.id ?? NaN, true));
    await settle();
    worker().says(failed(worker().runs[0]?.id ?? NaN, true));
    await settle();
    expect(state.failure).toBe('no memory');
    expect(state.running).toBeUndefined();
    expect([workers.length, worker().runs.length]).toEqual([3, 0]);
    hear({ type: 'program', version: 2, program: edited, faults: [] });
    await settle();
    expect(worker().runs).toHaveLength(1);
  });

  test('takes its weights along: the run waits until they have come again', async () => {
    const file = { type: 'weights', file: 'm.safetensors', bytes: new Uint8Array(2) };
    hear(file);
    hear({ type: 'program', version: 1, program: { ...program, weightsFile: 'm.safetensors' }, faults: [] });
    await settle();
    worker().dies();
    await settle();
    expect(said.at(-1)).toEqual({ type: 'wantWeights' });
    expect(worker().runs).toHaveLength(0);
    hear({ ...file, bytes: new Uint8Array(2) });
    await settle();
    expect(worker().posted.map(({ type }) => type)).toEqual(['start', 'weights', 'run']);
  });
});

test('a failure that a new worker would not mend leaves the last good run', async () => {
  await afterRun();
  hear({ type: 'program', version: 2, program: edited, faults: [] });
  await settle();
  worker().says(failed(worker().runs.at(-1)?.id ?? NaN, false));
  expect([state.failure, state.done?.program.model, workers.length]).toEqual(['no memory', 'M', 1]);
});

test('a run that is cancelled ends with its worker, and an edit begins the next', async () => {
  await afterRun();
  hear({ type: 'program', version: 2, program: edited, faults: [] });
  await settle();
  session.cancel();
  await settle();
  expect([workers.length, state.running, state.done?.program.model]).toEqual([2, undefined, 'M']);
  expect(state.failure).toMatch(/cancelled/);
  hear({ type: 'program', version: 3, program: { ...edited, model: 'O' }, faults: [] });
  await settle();
  expect(worker().runs).toHaveLength(1);
  expect(state.failure).toBeUndefined();
});

describe('a picture that is none', () => {
  const picture: Program = {
    ...program,
    graph: { ...program.graph, inputs: [{ name: 'feed', shape: [1, 1, 2, 2] }] },
    inputs: [{ value: 'feed', shape: [1, 2, 2], mean: [], std: [] }],
  };
  const id = 'file:///broken.png';

  test('is said, and the network runs on what went in before', async () => {
    vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('The source image could not be decoded.')));
    vi.stubGlobal('URL', { createObjectURL: () => 'blob:picture', revokeObjectURL: () => {} });
    hear({ type: 'pictures', pictures: [{ id, name: 'broken.png' }], chosen: id });
    hear({ type: 'program', version: 1, program: picture, faults: [] });
    await settle();
    expect(worker().runs).toHaveLength(0);
    hear({ type: 'picture', id, bytes: new Uint8Array([1, 2, 3]) });
    await settle();
    expect(state.pictureProblem).toBe('broken.png cannot be shown. The source image could not be decoded.');
    expect(worker().runs).toHaveLength(1);
  });

  test('or cannot be read, likewise', async () => {
    hear({ type: 'pictures', pictures: [{ id, name: 'broken.png' }], chosen: id });
    hear({ type: 'program', version: 1, program: picture, faults: [] });
    hear({ type: 'picture', id, problem: 'It is gone.' });
    await settle();
    expect(state.pictureProblem).toBe('broken.png cannot be shown. It is gone.');
    expect(worker().runs).toHaveLength(1);
  });
});

describe('what the page made itself', () => {
  const picture: Program = {
    ...program,
    graph: { ...program.graph, inputs: [{ name: 'feed', shape: [1, 1, 2, 2] }] },
    inputs: [{ value: 'feed', shape: [1, 2, 2], mean: [], std: [] }],
  };
  const begin = (): void => {
    hear({ type: 'document', uri: 'file:///m.cnn', name: 'm.cnn' });
    hear({ type: 'pictures', pictures: [{ id: 'file:///a.png', name: 'a.png' }], chosen: 'file:///a.png' });
    hear({ type: 'program', version: 1, program: picture, faults: [] });
  };

  test('goes in again when the page comes back', async () => {
    left = { uri: 'file:///m.cnn', input: 'impulse' };
    begin();
    await settle();
    expect(state.picture).toBe('impulse');
    expect(worker().runs.map(({ fill }) => fill)).toEqual(['impulse']);
  });

  test('does not go into another file', async () => {
    left = { uri: 'file:///other.cnn', input: 'impulse' };
    begin();
    await settle();
    expect(said).toContainEqual({ type: 'wantPicture', id: 'file:///a.png' });
    expect(left).toEqual({ uri: 'file:///m.cnn' });
  });

  test('is waited for, if it is a drawing; one that is broken is said', async () => {
    let refuse: (error: Error) => void = () => {};
    vi.stubGlobal('createImageBitmap', () => new Promise((_, reject) => (refuse = reject)));
    left = { uri: 'file:///m.cnn', input: 'drawing', drawing: btoa('no picture') };
    begin();
    await settle();
    expect(worker().runs).toHaveLength(0);
    refuse(new Error('The source image could not be decoded.'));
    await settle();
    expect(state.pictureProblem).toBe('Your drawing cannot be shown. The source image could not be decoded.');
    expect(worker().runs.map(({ fill }) => fill)).toEqual(['noise']);
  });

  test('is still there to be chosen, if it is a drawing that did not go in', async () => {
    const bitmap = { width: 2, height: 2, close: () => {} };
    vi.stubGlobal('createImageBitmap', () => Promise.resolve(bitmap));
    left = { uri: 'file:///m.cnn', input: 'impulse', drawing: btoa('a picture') };
    begin();
    await settle();
    expect(state.picture).toBe('impulse');
    expect(session.inputs.drawing).toBe(bitmap);
  });

  test('does not wait for a broken drawing that did not go in', async () => {
    vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('The source image could not be decoded.')));
    left = { uri: 'file:///m.cnn', input: 'impulse', drawing: btoa('no picture') };
    begin();
    await settle();
    expect(worker().runs.map(({ fill }) => fill)).toEqual(['impulse']);
    expect(state.pictureProblem).toBeUndefined();
  });
});

test('a file that is dropped and is no picture is said, and not kept', async () => {
  vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('The source image could not be decoded.')));
  await session.inputs.add(new File(['words'], 'words.png'));
  expect(state.pictureProblem).toBe('words.png cannot be shown. The source image could not be decoded.');
  expect(said.filter(({ type }) => type === 'addPicture')).toEqual([]);
});

test('a message that is none of ours changes nothing', async () => {
  await afterRun();
  const before = state;
  hear({ type: 'program', version: 'two' });
  hear({ type: 'launch' });
  await settle();
  expect(state).toBe(before);
});
