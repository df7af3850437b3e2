/** What a hover says of memory, and of time on the devices that the reader has named. */
import { boundBy, layerWork, leastSeconds, type Device, type Work } from '../analysis/roofline.ts';
import { OPTIMISERS, trainingMemory } from '../analysis/training.ts';
import type { ModelAnalysis } from '../analyze.ts';
import type { Run } from './call-sites.ts';
import { bytes, seconds, share } from '../figures.ts';
import type { Row } from './markdown.ts';
import { say, type Text } from '../words.ts';

/** The least time of a layer or a block on each device. */
export function timeRows(run: Run, devices: readonly Device[]): readonly Row[] {
  const [works, all] = [worksOf(run), worksIn(run.model)];
  return devices.map(device => {
    const [least, total] = [secondsOf(works, device), secondsOf(all, device)];
    const bound = works.length === 1 ? BOUNDS[boundBy(workOf(run), device)] : '';
    const text = say`at least ${seconds(least)} (${share(least, total)} of the model)${bound}`;
    return [say`On ${device.name}`, least > 0 ? text : undefined];
  });
}

const known = new WeakMap<ModelAnalysis, readonly Work[]>();

/** By layer id; a hover asks several times. */
function worksIn(model: ModelAnalysis): readonly Work[] {
  const works = known.get(model) ?? layerWork(model.network);
  known.set(model, works);
  return works;
}

/** Of all its layers together. */
export function workOf(run: Run): Work {
  const works = worksOf(run);
  return {
    flops: works.reduce((sum, { flops }) => sum + flops, 0),
    bytes: works.reduce((sum, { bytes: moved }) => sum + moved, 0),
  };
}

function worksOf({ model, layers }: Run): readonly Work[] {
  const works = worksIn(model);
  return layers.flatMap(({ id }) => works[id] ?? []);
}

const BOUNDS = { compute: say`, bound by compute`, bandwidth: say`, bound by bandwidth` } as const;

/** Of a model: what training takes, and the least time of a forward pass. */
export const modelCostRows = (model: ModelAnalysis, devices: readonly Device[]): readonly Row[] => [
  [say`Training`, trainingText(model)],
  ...devices.map((device): Row => {
    const least = model.network.incomplete ? NaN : secondsOf(worksIn(model), device);
    return [say`On ${device.name}`, least > 0 ? say`at least ${seconds(least)}` : undefined];
  }),
];

/** `at most 93.6 MB with SGD, 187 MB with Adam, and 39.7 MB a sample`. */
function trainingText({ network, totals }: ModelAnalysis): Text | undefined {
  const memory = (optimiser: keyof typeof OPTIMISERS) => trainingMemory(network, totals, { optimiser, batch: 1 });
  const { stateBytes, activationBytes } = memory('sgd');
  return Number.isNaN(stateBytes + activationBytes)
    ? undefined
    : say`at most ${bytes(stateBytes)} with SGD, ${bytes(memory('adam').stateBytes)} with Adam, and ${bytes(activationBytes)} a sample`;
}

const secondsOf = (works: readonly Work[], device: Device): number =>
  works.reduce((sum, work) => sum + leastSeconds(work, device), 0);
