/** The preview's own way from a program to maps: its engine, its worker, and what they say to each other. */
import type { Program } from '#core/interchange/program.ts';
import { Engine, type EngineFiles } from '../../client/preview/engine.ts';
import type { FromWorker, LayerMap, LayerResults, PartialRun } from '../../client/preview/worker/messages.ts';
import { picturesFor } from './program.ts';
import { ENGLISH } from '#core/words.ts';

export interface Ran extends LayerResults {
  /** Milliseconds from the request to the first maps in the page. */
  readonly first: number;
}

/** Runs a program, or the part of it that is named, and returns what came of it once all of it is in the page. */
export type Run = (program: Program, part?: PartialRun) => Promise<Ran>;

export function startPreview(files: EngineFiles): Run {
  let hear: (message: FromWorker) => void = () => {};
  let fail: (message: string) => void = () => {};
  let id = 0;
  const engine = new Engine(
    files,
    message => hear(message),
    message => fail(message),
  );
  return (program, part) =>
    new Promise((resolve, reject) => {
      const start = performance.now();
      let first = NaN;
      const shapes: LayerResults['shapes'][number][] = [];
      const layers: LayerMap[] = [];
      fail = message => reject(new Error(message));
      hear = message => {
        if (message.type === 'failed') return fail(ENGLISH(message.message));
        if (message.type === 'done') return resolve({ first, shapes, layers });
        if (message.type !== 'layers') return;
        if (Number.isNaN(first) && message.layers.length > 0) first = performance.now() - start;
        shapes.push(...message.shapes);
        layers.push(...message.layers);
      };
      id += 1;
      engine.post({ type: 'run', id, program, given: picturesFor(program), ...(part && { part }) });
    });
}
