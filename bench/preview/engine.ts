/** The preview's own way from a program to every layer's map: its engine, its worker, and what they say to each other. */
import type { Program } from '#core/interchange/program.ts';
import { Engine, type EngineFiles } from '../../client/preview/engine.ts';
import type { FromWorker } from '../../client/preview/worker/messages.ts';
import { picturesFor } from './program.ts';

export interface Preview {
  /** Runs a program, and returns how many numbers its maps have, once all of them are in the page. */
  readonly run: (program: Program) => Promise<number>;
}

export function startPreview(files: EngineFiles): Preview {
  let hear: (message: FromWorker) => void = () => {};
  let fail: (message: string) => void = () => {};
  let id = 0;
  const engine = new Engine(
    files,
    message => hear(message),
    message => fail(message),
  );
  const run = (program: Program) =>
    new Promise<number>((resolve, reject) => {
      let numbers = 0;
      fail = message => reject(new Error(message));
      hear = message => {
        if (message.type === 'failed') fail(message.message);
        else if (message.type === 'done') resolve(numbers);
        else numbers += message.layers.reduce((sum, { data }) => sum + data.length, 0);
      };
      id += 1;
      engine.post({ type: 'run', id, program, pictures: picturesFor(program) });
    });
  return { run };
}
