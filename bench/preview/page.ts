/** What runs in the page: previews of a text that is edited, and onnxruntime-web by itself on the same graph. */
import type { Program } from '#core/interchange/program.ts';
import { elements } from '#core/ops/shape.ts';
import { timeInTurn, type Repetition, type Subject, type Times } from '../measure.ts';
import { startPreview, type Preview } from './engine.ts';
import { programOf } from './program.ts';
import { rawSession, startRaw } from './raw.ts';

/** A model of a text, and the text once it is edited. It is edited forth and back. */
export interface Edited {
  readonly model: string;
  readonly texts: readonly [before: string, after: string];
}

export interface PreviewTimes {
  /** From the text to its program: what the language server does. */
  readonly program: Times;
  /** From the program to the maps of all layers in the page. */
  readonly maps: Times;
  /** onnxruntime-web alone: a warm session, its last output. */
  readonly raw: Times;
}

declare global {
  interface Window {
    /** For the program that drives the browser. */
    benchPreview: (edited: Edited, repetition: Repetition) => Promise<PreviewTimes>;
  }
}

const preview = start();

window.benchPreview = async (edited, repetition) => {
  const raw = await rawSession(programOf(edited.texts[0], edited.model));
  const subjects = [...editing(edited, await preview), raw.subject];
  const [program = [], maps = [], rawTimes = []] = await timeInTurn(subjects, repetition);
  await raw.release();
  return { program, maps, raw: rawTimes };
};

async function start(): Promise<Preview> {
  const [worker, runtime] = await Promise.all(['worker.js', 'ort-wasm-simd-threaded.wasm'].map(bytesOf));
  if (!worker || !runtime) throw new Error('The preview is not built.');
  startRaw(runtime.slice().buffer);
  return startPreview({ worker, runtime });
}

async function bytesOf(address: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(address);
  return new Uint8Array(await response.arrayBuffer());
}

/** The two halves of what follows an edit. The second takes what the first has made. */
function editing({ model, texts }: Edited, { run }: Preview): readonly Subject[] {
  let edits = 0;
  let program: Program | undefined;
  const make = () => {
    edits += 1;
    program = programOf(texts[edits % 2 === 0 ? 0 : 1], model);
    return program.layers.length;
  };
  const missing = async () => (program ? numbersOf(program) - (await run(program)) : NaN);
  return [
    { run: make, gives: programOf(texts[0], model).layers.length },
    { run: missing, gives: 0 },
  ];
}

/** How many numbers the maps of all layers have. */
const numbersOf = ({ layers }: Program): number => layers.reduce((sum, { shape }) => sum + elements(shape), 0);
