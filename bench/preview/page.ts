/** What runs in the page: the preview on texts that are edited, and onnxruntime-web by itself on the same graph. */
import { initialise } from '#core/interchange/initialise.ts';
import { timeInTurn, type Repetition, type Subject, type Times } from '../measure.ts';
import { allMaps, lowering, suffixMaps, visibleMaps, type Edited } from './edits.ts';
import { startPreview, type Run } from './engine.ts';
import { programOf } from './program.ts';
import { rawDataRun, rawSession, startRaw } from './raw.ts';

/** All of them by turns. */
export interface PreviewTimes {
  /** From the text to its program: what the language server does. */
  readonly program: Times;
  /** From the program to the maps of all layers in the page. */
  readonly maps: Times;
  /** To the first of them. */
  readonly first: Times;
  /** To the maps that fill a window. */
  readonly visible: Times;
  /** From the program, edited in its last third, to the maps of that third. */
  readonly suffix: Times;
  /** onnxruntime-web alone: a warm session, its last output. */
  readonly raw: Times;
}

/** Nanoseconds a value, and a sum of all bits: the same wherever the same is drawn. */
export interface Drawn {
  readonly nanoseconds: number;
  readonly bits: number;
}

/** What is timed, by its name in `PreviewTimes`. */
export type Measured = Exclude<keyof PreviewTimes, 'first'>;

export interface BenchPage {
  readonly times: (edited: Edited, late: Edited | undefined, repetition: Repetition) => Promise<PreviewTimes>;
  /** Runs one of what was timed last, so many times, so that the processor time of it can be taken. */
  readonly again: (what: Measured, count: number) => Promise<void>;
  readonly drawn: () => Drawn;
  /** One edit after the other, with the maps that fill a window. */
  readonly edit: (edited: Edited, times: number) => Promise<void>;
  /** A network's maps, as the page has them, once. */
  readonly once: (edited: Edited) => Promise<void>;
  /** The same network as a file with its weights in it, by onnxruntime-web alone, once. */
  readonly onceRaw: (edited: Edited) => Promise<void>;
}

declare global {
  interface Window {
    /** For the program that drives the browser. */
    bench: BenchPage;
  }
}

const files = filesOf();
let started: Promise<Run> | undefined;
const preview = (): Promise<Run> => (started ??= files.then(startPreview));

async function times(edited: Edited, late: Edited | undefined, repetition: Repetition): Promise<PreviewTimes> {
  startRaw((await files).runtime.slice().buffer);
  const raw = await rawSession(programOf(edited.texts[0], edited.model));
  const run = await preview();
  const first: number[] = [];
  const subjects: Readonly<Record<Measured, Subject>> = {
    program: lowering(edited),
    maps: allMaps(edited, run, first),
    visible: visibleMaps(edited, run),
    suffix: late ? suffixMaps(late, run) : NOTHING,
    raw: raw.subject,
  };
  const measured = await timeInTurn(Object.values(subjects), repetition);
  await release();
  release = raw.release;
  timed = subjects;
  const [program = [], maps = [], visible = [], suffix = [], rawTimes = []] = measured;
  return { program, maps, first: first.slice(repetition.warm), visible, suffix, raw: rawTimes };
}

let timed: Readonly<Record<Measured, Subject>> | undefined;
let release: () => Promise<void> = async () => {};

async function again(what: Measured, count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await timed?.[what].run();
}

const NOTHING: Subject = { run: () => 0, gives: 0 };

const TENSORS = 30;
const SHAPE = [512, 512, 3, 3];

/** Tensors of a middling size, as networks have them. The fastest counts: others are disturbed by what else is done. */
function drawn(): Drawn {
  const rounds = Array.from({ length: TENSORS }, (_, index) => {
    const start = performance.now();
    const values = initialise(
      { path: `layer${index}.weight`, shape: SHAPE, initial: { kind: 'kaiming', fanIn: 4608 } },
      0,
    );
    return { values, nanoseconds: (1e6 * (performance.now() - start)) / values.length };
  });
  const sums = rounds.map(({ values: { buffer } }) =>
    new Uint32Array(buffer).reduce((sum, word) => (sum + word) >>> 0, 0),
  );
  return {
    nanoseconds: Math.min(...rounds.map(round => round.nanoseconds)),
    bits: sums.reduce((sum, part) => (sum + part) >>> 0, 0),
  };
}

async function edit(edited: Edited, count: number): Promise<void> {
  const subject = visibleMaps(edited, await preview());
  for (let turn = 0; turn < count; turn++) await subject.run();
}

async function once(edited: Edited): Promise<void> {
  await visibleMaps(edited, await preview()).run();
}

async function onceRaw(edited: Edited): Promise<void> {
  startRaw((await files).runtime.slice().buffer);
  await rawDataRun(programOf(edited.texts[0], edited.model));
}

async function filesOf() {
  const [worker, runtime] = await Promise.all(['worker.js', 'ort-wasm-simd-threaded.wasm'].map(bytesOf));
  if (!worker || !runtime) throw new Error('The preview is not built.');
  return { worker, runtime };
}

async function bytesOf(address: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(address);
  return new Uint8Array(await response.arrayBuffer());
}

window.bench = { times, again, drawn, edit, once, onceRaw };
