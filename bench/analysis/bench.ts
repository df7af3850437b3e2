/** How long it takes to know a network. */
import { saidBy } from '../child.ts';
import { timeInTurn } from '../measure.ts';
import { fact, heading, millis, ratio } from '../report.ts';
import type { Cold } from './cold.ts';
import { foveaFields, foveaResNet } from './fovea.ts';
import { RESNET152, RESNET50, type ResNet } from './networks.ts';
import { tensorflowResNet } from './tensorflow.ts';

const PROCESSES = 5;

export async function benchAnalysis(): Promise<void> {
  heading('A ResNet: analysed by Fovea, from its text / built and summarised by TensorFlow.js layers');
  await benchWarm(RESNET50);
  await benchWarm(RESNET152);
  const [fields = []] = await timeInTurn([foveaFields(RESNET152)], { warm: 50, runs: 200 });
  fact(`${RESNET152.name}, the receptive fields alone`, millis(fields));
  benchCold();
}

async function benchWarm(network: ResNet): Promise<void> {
  const subjects = [foveaResNet(network), tensorflowResNet(network)];
  const [ours = [], theirs = []] = await timeInTurn(subjects, { warm: 50, runs: 200 }, 20);
  ratio(`${network.name}, warm`, ours, theirs);
}

function benchCold(): void {
  const cold = { fovea: coldRuns('analysis/cold-fovea'), tensorflow: coldRuns('analysis/cold-tensorflow') };
  for (const [part, what] of [
    ['work', `${RESNET50.name}, the first time in a process`],
    ['process', `${RESNET50.name}, a whole process`],
  ] as const) {
    const [fovea, tensorflow] = [cold.fovea, cold.tensorflow].map(runs => runs.map(run => run[part]));
    ratio(what, fovea ?? [], tensorflow ?? []);
  }
}

const coldRuns = (program: string): readonly Cold[] => Array.from({ length: PROCESSES }, () => saidBy<Cold>(program));
