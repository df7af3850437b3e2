/** How long it takes to know a network. */
import { saidBy } from '../child.ts';
import { timeInTurn } from '../measure.ts';
import { heading, ratio } from '../report.ts';
import type { Cold } from './cold.ts';
import { foveaResNet50 } from './fovea.ts';
import { tensorflowResNet50 } from './tensorflow.ts';

const PROCESSES = 5;

export async function benchAnalysis(): Promise<void> {
  heading('ResNet-50: analysed by Fovea, from its text / built and summarised by TensorFlow.js layers');
  const [ours = [], theirs = []] = await timeInTurn(
    [foveaResNet50(), tensorflowResNet50()],
    { warm: 50, runs: 200 },
    20,
  );
  ratio('warm', ours, theirs);
  const cold = { fovea: coldRuns('analysis/cold-fovea'), tensorflow: coldRuns('analysis/cold-tensorflow') };
  for (const [part, what] of [
    ['work', 'the first time in a process'],
    ['process', 'a whole process'],
  ] as const) {
    const [fovea, tensorflow] = [cold.fovea, cold.tensorflow].map(runs => runs.map(run => run[part]));
    ratio(what, fovea ?? [], tensorflow ?? []);
  }
}

const coldRuns = (program: string): readonly Cold[] => Array.from({ length: PROCESSES }, () => saidBy<Cold>(program));
