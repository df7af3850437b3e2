/** How long after an edit the maps are in the page, and what that takes: the worker that is shipped, in Chromium, on one thread. */
import { loadavg } from 'node:os';
import type { Repetition, Times } from '../measure.ts';
import { quantile } from '../quantile.mjs';
import { fact, figure, goal, heading, ratio } from '../report.ts';
import { sample } from '../sample.ts';
import { agreementOf } from './agreement.ts';
import type { Edited } from './edits.ts';
import { afterEdits, peakOf, processorTime } from './memory.ts';
import type { Measured, PreviewTimes } from './page.ts';
import { programOf } from './program.ts';
import { withPage } from './serve.ts';

interface Case extends Repetition {
  readonly file: string;
  readonly model: string;
  /** The goal for the maps of all layers, as a multiple of a run of onnxruntime-web alone. */
  readonly most?: number;
}

/** The greatest comes last: WebAssembly's memory never shrinks. */
const CASES: readonly Case[] = [
  { file: 'lenet.cnn', model: 'LeNet5', warm: 20, runs: 100 },
  { file: 'mobilenet_v2.cnn', model: 'MobileNetV2', warm: 3, runs: 20, most: 3.6 },
  { file: 'resnet.cnn', model: 'ResNet18', warm: 3, runs: 20, most: 1.5 },
  { file: 'unet.cnn', model: 'UNet', warm: 2, runs: 10, most: 1.25 },
  { file: 'vgg16.cnn', model: 'VGG16', warm: 2, runs: 10, most: 1.25 },
];

export async function benchPreview(): Promise<void> {
  heading('The preview / a run of onnxruntime-web for the last output alone (R0), in the same page, by turns');
  if (!process.env['CHROMIUM'])
    return fact('not measured, for want of Chromium:', 'npm run bench:preview installs one');
  fact('load of the machine', loadavg().map(figure).join(', '));
  await withPage(async (page, browser) => {
    for (const one of CASES) {
      const given = [edited(one), one.model === 'VGG16' ? editedLate() : undefined, one] as const;
      report(one, await page.evaluate(([edit, late, times]) => window.bench.times(edit, late, times), given));
      await reportProcessorTime(one, (what, count) =>
        processorTime(browser, () => page.evaluate(args => window.bench.again(...args), [what, count] as const)),
      );
    }
    const { nanoseconds, bits } = await page.evaluate(() => window.bench.drawn());
    goal('nanoseconds to draw a weight', nanoseconds, 4);
    fact('a sum of the bits drawn', bits.toString(16));
  });
  await benchMemory();
  await benchAgreement();
  fact('load of the machine', loadavg().map(figure).join(', '));
}

function report({ model, most }: Case, { program, maps, first, visible, suffix, raw }: PreviewTimes): void {
  ratio(`${model}, from the edited text to all maps`, added(program, maps), raw);
  ratio(`${model}, from the program to all maps`, maps, raw, most);
  if (model === 'LeNet5') {
    goal(`${model}, from the program to all maps, in ms: p50`, quantile(maps, 0.5), 5);
    goal(`${model}, from the program to all maps, in ms: p95`, quantile(maps, 0.95), 15);
    return;
  }
  ratio(`${model}, to the maps in view`, visible, raw, model === 'ResNet18' ? 1.25 : undefined);
  if (model !== 'VGG16') return;
  ratio(`${model}, to the first maps`, first, raw, 0.25);
  ratio(`${model}, an edit in its last third, to the maps from there on`, suffix, raw, 0.35);
}

type Take = (what: Measured, count: number) => Promise<number>;

/** Runs of onnxruntime alone that take long enough for the processor's clock. */
const [QUICK_RUNS, SLOW_RUNS] = [200, 5];

/** The same again in processor time, which a busy machine changes less. */
async function reportProcessorTime({ model, most }: Case, take: Take): Promise<void> {
  if (model === 'LeNet5') {
    const all = (await take('maps', QUICK_RUNS)) / QUICK_RUNS;
    return goal(`${model}, to all maps, in milliseconds of processor time`, all, 5);
  }
  const each: Partial<Record<Measured, number>> = {};
  for (const what of ['raw', 'maps', 'visible', 'suffix'] as const)
    each[what] = (await take(what, SLOW_RUNS)) / SLOW_RUNS;
  const { raw = NaN, maps = NaN, visible = NaN, suffix = NaN } = each;
  const goals: Readonly<Record<string, number>> = { MobileNetV2: 2.2, ResNet18: 1.25 };
  goal(`${model}, to all maps, in processor time`, maps / raw, most ?? NaN);
  goal(`${model}, to the maps in view, in processor time`, visible / raw, goals[model] ?? most ?? NaN);
  if (model === 'VGG16') goal(`${model}, an edit in its last third, in processor time`, suffix / raw, 0.35);
}

async function benchMemory(): Promise<void> {
  const vgg = edited({ file: 'vgg16.cnn', model: 'VGG16' });
  const [ours, theirs] = [await peakOf('once', vgg), await peakOf('onceRaw', vgg)];
  goal(`VGG-16, peak memory of the renderer: ${figure(ours)} / ${figure(theirs)} MB`, ours / theirs, 0.55);
  const mobilenet = edited({ file: 'mobilenet_v2.cnn', model: 'MobileNetV2' });
  const [begun = NaN, early = NaN, before = NaN, after = NaN] = await afterEdits(mobilenet, [20, 100, 100, 100]);
  const sizes = [begun, early, before, after].map(figure).join(', ');
  goal(`MobileNetV2, of 100 edits the third time: ${sizes} MB`, after / before, 1.05);
}

async function benchAgreement(): Promise<void> {
  for (const { file, model } of CASES) {
    const { difference, differing } = await agreementOf(programOf(sample(file), model));
    goal(`${model}, greatest difference to native onnxruntime, of a layer's greatest value`, difference, 1e-4);
    goal(`${model}, values that differ in segments and as a whole`, differing, 0);
  }
}

const added = (some: Times, others: Times): Times => some.map((time, index) => time + (others[index] ?? NaN));

/** One class more than by default. */
function edited({ file, model }: Pick<Case, 'file' | 'model'>): Edited {
  const before = sample(file);
  const definition = new RegExp(String.raw`(?<=model ${model}\(classes=)\d+`);
  return { model, texts: [before, before.replace(definition, classes => String(Number(classes) + 1))] };
}

/** VGG-16 with its last three convolutions written out, and the first of those dilated. */
function editedLate(): Edited {
  const conv = 'conv(512, 3, padding=1) -> relu';
  const before = sample('vgg16.cnn')
    .replace(', [512, 3]] {', '] {')
    .replace('      maxpool(2)\n    }\n', `      maxpool(2)\n    }\n    ${conv}; ${conv}; ${conv}; maxpool(2)\n`);
  return { model: 'VGG16', texts: [before, before.replace(conv, conv.replace('padding=1', 'padding=2, dilation=2'))] };
}
