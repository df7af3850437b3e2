import { peakOf } from '#core/analysis/memory.ts';
import { intensity, layerWork, leastSeconds, type Device } from '#core/analysis/roofline.ts';
import { OPTIMISERS, trainingMemory } from '#core/analysis/training.ts';
import { analyze, type ModelAnalysis } from '#core/analyze.ts';
import { bytes, decimal, seconds, share } from '#core/figures.ts';
import { say, type Text, type Words } from '#core/words.ts';
import { fileHost, readNamed } from './files.ts';
import { soundModelOf } from './model-of.ts';
import { columnLines } from './columns.ts';
import { readArguments, readFormat, UsageError } from './usage.ts';

/** `fovea cost FILE`: what running and training a model takes, and what of it each layer; 1 where that is not known. */
export function cost(args: readonly string[], words: Words): number {
  const { files, options } = readArguments(args, {
    format: { type: 'string' },
    model: { type: 'string' },
    batch: { type: 'string' },
    device: { type: 'string', multiple: true },
  });
  const format = readFormat(options.format);
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new UsageError('cost takes one file.');
  const batch = readBatch(options.batch ?? '1');
  const devices = (options.device ?? []).map(readDevice);
  const text = readNamed(file);
  if (text === undefined) return 2;
  const costs = costsOf(soundModelOf(analyze(file, fileHost(file, text)), options.model, words), batch, devices);
  const lines = format === 'json' ? [JSON.stringify({ schema: 1, file, ...costs })] : costLines(costs, words);
  for (const line of lines) process.stdout.write(`${line}\n`);
  return costs.peak ? 0 : 1;
}

/** Of one pass of the batch. */
export function costsOf(model: ModelAnalysis, batch: number, devices: readonly Device[]) {
  const { network, totals } = model;
  const works = layerWork(network, batch);
  const layers = network.layers.flatMap((layer, id) => {
    const work = works[id];
    if (!work || layer.operation.arity === 'none') return [];
    const least = devices.map(device => leastSeconds(work, device));
    return [{ path: layer.path, op: layer.operation.name, ...work, intensity: intensity(work), seconds: least }];
  });
  const training = (optimiser: keyof typeof OPTIMISERS) => trainingMemory(network, totals, { optimiser, batch });
  return {
    model: model.name,
    batch,
    devices: devices.map((device, index) => ({
      ...device,
      seconds: layers.reduce((sum, layer) => sum + (layer.seconds[index] ?? NaN), 0),
    })),
    peak: peakRecord(model, batch),
    training: { sgd: training('sgd'), momentum: training('momentum'), adam: training('adam') },
    layers,
  };
}

type Costs = ReturnType<typeof costsOf>;

function peakRecord({ network, costs }: ModelAnalysis, batch: number) {
  const peak = network.incomplete ? undefined : peakOf(network);
  const tensor = (id: number) => ({
    path: network.layers[id]?.path ?? '',
    bytes: batch * (costs[id]?.activationBytes ?? NaN),
  });
  return peak
    ? {
        layer: network.layers[peak.layer]?.path,
        bytes: batch * peak.bytes,
        alive: [...peak.alive, peak.layer].map(tensor),
      }
    : null;
}

export function costLines({ model, batch, devices, peak, training, layers }: Costs, words: Words): readonly string[] {
  const all = layers.reduce((sum, { flops }) => sum + flops, 0);
  const header: readonly Text[] = [
    say`layer`,
    say`operation`,
    'FLOPs',
    say`share`,
    say`moved`,
    'FLOPs/B',
    ...devices.flatMap(({ name }) => [name, say`share`]),
  ];
  const rows = layers.map(layer => [
    layer.path,
    layer.op,
    Number.isNaN(layer.flops) ? '?' : layer.flops.toLocaleString('en-US'),
    layer.flops > 0 ? share(layer.flops, all) : '',
    bytes(layer.bytes),
    layer.flops > 0 ? decimal(layer.intensity) : '',
    ...devices.flatMap((device, index) => {
      const least = layer.seconds[index] ?? NaN;
      return [seconds(least), share(least, device.seconds)];
    }),
  ]);
  const alive = peak?.alive.map(aliveText).join(', ') ?? '';
  const sums = [
    ...devices.map(device => say`on ${device.name} a pass takes at least ${seconds(device.seconds)}`),
    ...(peak ? [say`activations peak at ${peak.layer ?? ''}: ${bytes(peak.bytes)}, of ${alive}`] : []),
    ...Object.entries(training).map(([optimiser, memory]) => trainingText(optimiser, memory)),
  ];
  return [
    words(say`${model}, for a batch of ${batch}`),
    ...columnLines(header.map(words), rows, new Set([...header.keys()].slice(2))),
    ...sums.map(words),
  ];
}

const aliveText = ({ path, bytes: count }: { readonly path: string; readonly bytes: number }): string =>
  `${path} (${bytes(count)})`;

const trainingText = (optimiser: string, { stateBytes, activationBytes }: Costs['training']['sgd']): Text =>
  say`training with ${optimiser} keeps at most ${bytes(stateBytes)} of state and ${bytes(activationBytes)} of activations`;

function readBatch(text: string): number {
  const batch = Number(text);
  if (!Number.isInteger(batch) || batch < 1) throw new UsageError(`--batch is a whole number from 1 on, not ${text}.`);
  return batch;
}

const POWERS = { '': 1, K: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 } as const;

/** `A100=19.5T,1555G`: operations and bytes a second. */
export function readDevice(text: string): Device {
  const [, name = '', flops, power, bandwidth, other] =
    /^([^=]+)=(\d+(?:\.\d+)?)([KMGTP]?),(\d+(?:\.\d+)?)([KMGTP]?)$/.exec(text) ?? [];
  const scaled = (number: string | undefined, unit: string | undefined): number =>
    Number(number) * POWERS[(unit ?? '') as keyof typeof POWERS];
  const device = { name, flops: scaled(flops, power), bandwidth: scaled(bandwidth, other) };
  if (!(device.flops > 0 && device.bandwidth > 0))
    throw new UsageError(`--device is NAME=FLOPS,BYTES a second, such as A100=19.5T,1555G, not ${text}.`);
  return device;
}
