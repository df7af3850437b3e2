/** Changes of a convolution's window: its kernel, its dilation, its stride. */
import { layerFields } from '../analysis/layer-fields.ts';
import type { Padding } from '../ops/axis-parameters.ts';
import type { Layer } from '../network/network.ts';
import { positions } from '../ops/shape.ts';
import { say } from '../words.ts';
import type { Aim } from './aim.ts';
import { callEdits, isPlain, parameterOf, type Knob, type Parameter, type Setting } from './knob.ts';
import type { Site } from './site.ts';

/** The largest kernel and dilation that are offered; beyond, nobody would want them. */
const MOST = { kernel: 31, dilation: 16 };

/** A window that is as large along each axis, of a layer whose arguments are plainly written. */
export interface Window {
  readonly site: Site;
  readonly kernel: number;
  readonly dilation: number;
  readonly stride: number;
  /** Padding that keeps the size, which goes on to do so. */
  readonly keepsSize: boolean;
  /** Of the layer's input, added up over its runs: how far apart two neighbours are in the model's input. */
  readonly jump: number;
  /** Multiply-accumulates, over the runs. */
  readonly macs: number;
}

export function windowOf(aim: Aim, site: Site): Window | undefined {
  const [layer] = site.layers;
  const { operation, values } = layer;
  if (operation.name !== 'conv' && operation.name !== 'depthwise') return undefined;
  const [kernel, dilation, stride] = ['kernel', 'dilation', 'stride'].map(name => equal(values[name]));
  if (kernel === undefined || dilation === undefined || stride === undefined) return undefined;
  const padding = values['padding'] as Padding;
  const side = padding === 'same' ? undefined : equal(padding.flat());
  const { costs } = aim.model;
  return {
    site,
    kernel,
    dilation,
    stride,
    keepsSize: side !== undefined && 2 * side === dilation * (kernel - 1),
    jump: site.layers.reduce((sum, one) => sum + jumpBefore(aim, one), 0),
    macs: site.layers.reduce((sum, { id }) => sum + (costs[id]?.macs ?? 0), 0),
  };
}

/** The number that all items are. */
function equal(items: unknown): number | undefined {
  const [first, ...others] = Array.isArray(items) ? items : [];
  return typeof first === 'number' && others.every(other => other === first) ? first : undefined;
}

/** The smallest along any axis, so that what it promises holds along all. */
function jumpBefore({ model }: Aim, { inputs: [entering] }: Layer): number {
  const fields = entering === undefined ? undefined : layerFields(model, entering);
  return fields && fields.length > 0 ? Math.min(...fields.map(({ jump }) => jump)) : 0;
}

export function windowKnobs(aim: Aim, window: Window): readonly Knob[] {
  if (aim.fact !== 'rf') return [...kernelKnob(window, -1), ...(aim.fact === 'params' ? [] : strideKnob(window))];
  return aim.direction === 'more'
    ? [...dilationKnob(window, 1), ...kernelKnob(window, 1), ...strideKnob(window)]
    : [...dilationKnob(window, -1), ...kernelKnob(window, -1)];
}

function dilationKnob(window: Window, sign: 1 | -1): readonly Knob[] {
  const { kernel, dilation, jump } = window;
  const gain = (kernel - 1) * jump;
  const turned = resized(window, 'dilation', steps => dilation + sign * steps);
  // Every step makes larger holes.
  return gain > 0 ? [{ kind: 'dilation', gain, price: 1 / gain, turned }] : [];
}

/** Kernels stay odd, or even. */
function kernelKnob(window: Window, sign: 1 | -1): readonly Knob[] {
  const { kernel, dilation, jump, macs, site } = window;
  const gain = 2 * dilation * jump;
  const turned = resized(window, 'kernel', steps => kernel + sign * 2 * steps);
  const axes = (site.layers[0].output?.length ?? 1) - 1;
  const weight = macs / kernel ** axes;
  if (sign < 0) return [{ kind: 'kernel', price: -macs, turned }];
  return gain > 0 ? [{ kind: 'kernel', gain, price: weight / gain, turned }] : [];
}

function strideKnob(window: Window): readonly Knob[] {
  if (window.stride !== 1 || window.kernel === 1) return [];
  const turned = resized(window, 'stride', steps => (steps === 1 ? 2 : 0));
  return [{ kind: 'stride', price: -positions(window.site.layers[0].output ?? []), turned }];
}

/** Gives a window another kernel, dilation or stride; padding that kept the size keeps it. */
function resized(
  { site, kernel, dilation, keepsSize }: Window,
  what: 'kernel' | 'dilation' | 'stride',
  sizeAfter: (steps: number) => number,
): Knob['turned'] {
  const { call, name, layers } = site;
  const [changed, padding] = [what, 'padding'].map(one => parameterOf(layers[0].operation, one));
  return steps => {
    const size = sizeAfter(steps);
    const most = what === 'stride' ? 2 : MOST[what];
    const reach = what === 'kernel' ? dilation * (size - 1) : what === 'dilation' ? size * (kernel - 1) : 0;
    const follows = keepsSize && what !== 'stride';
    if (!changed || !padding || size < 1 || size > most || !isPlain(call, changed)) return undefined;
    if (follows && (reach % 2 !== 0 || !isPlain(call, padding))) return undefined;
    const changes: readonly (readonly [Parameter, number])[] = [
      [changed, size],
      ...(follows && reach / 2 !== (dilation * (kernel - 1)) / 2 ? [[padding, reach / 2] as const] : []),
    ];
    return { title: say`${name}: ${what} ${size}`, edits: callEdits(call, changes) };
  };
}

/**
 * The last convolutions of a model with dilations 2, 4, 8, …: the field grows with a power of 2, and no position is left
 * out between (Yu and Koltun, 2015, arXiv 1511.07122).
 */
export function ladderKnob(windows: readonly Window[]): readonly Knob[] {
  const dense = windows.filter(({ kernel, dilation, stride }) => kernel > 1 && dilation === 1 && stride === 1);
  const turned = (steps: number): Setting | undefined => {
    const last = dense.slice(-steps);
    const settings = last.map((window, index) => resized(window, 'dilation', () => 2 ** (index + 1))(1));
    const known = settings.flatMap(setting => setting ?? []);
    const [first] = last;
    if (!first || steps < 2 || known.length < steps) return undefined;
    const dilations = last.map((_, index) => 2 ** (index + 1)).join(', ');
    const title = say`${first.site.name} to ${last.at(-1)?.site.name ?? ''}: dilations ${dilations}`;
    return { title, edits: known.flatMap(({ edits }) => edits) };
  };
  return dense.length < 2 ? [] : [{ kind: 'ladder', price: 0, turned: steps => turned(steps + 1) }];
}
