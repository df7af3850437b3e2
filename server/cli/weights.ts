import type { Program } from '#core/interchange/program.ts';
import { WeightStore } from '../../client/preview/worker/weights.ts';
import { isInWorkspace } from './files.ts';
import { bytesOf, Unusable } from './unusable.ts';

/** The weights of a program: those of its file, the others drawn from its seed, as the preview does. */
export function storeOf(file: string, { weightsFile }: Program): WeightStore {
  const store = new WeightStore();
  if (weightsFile === undefined) return store;
  if (!isInWorkspace(file, weightsFile))
    throw new Unusable(`${weightsFile} is outside the workspace of ${file}: only what is within is read.`);
  store.setFile(weightsFile, bytesOf(weightsFile));
  return store;
}
