import { layerUse } from '../../analysis/layer-use.ts';
import type { Argument, Call } from '../../language/tree.ts';
import { elements } from '../../ops/shape.ts';
import type { Span } from '../../text.ts';
import { siteNamed } from '../call-sites.ts';
import { share } from '../../figures.ts';
import type { Action, Selected } from './action.ts';
import { say } from '../../words.ts';

/**
 * Two 3×3 convolutions for one of 5×5, three for 7×7: the same field, fewer weights where the channels do not grow much.
 * Simonyan and Zisserman, 2014, arXiv 1409.1556, section 2.3.
 */
export function stackSmallKernels({ analysis, call }: Selected): Action | undefined {
  const site = call?.callee.text === 'conv' ? siteNamed(analysis, call.callee.span) : undefined;
  const kernel = call && argumentOf(call, 1, ['kernel', 'kernel_size']);
  const size = kernel?.value.kind === 'number' ? kernel.value.value : 0;
  const half = (size - 1) / 2;
  if (!call || !site || !kernel || (size !== 5 && size !== 7) || !keepsSizes(call, half)) return undefined;
  const { model, layers } = site.runs[0];
  const use = layerUse(model.network, layers[0]);
  const [from = 0, to = 0] = [use?.inputs[0]?.[0], use?.output[0]];
  const weights = use && elements(layers[0].operation.weights?.(use)[0]?.shape ?? []);
  const stacked = 9 * from * to + (half - 1) * 9 * to * to;
  if (weights === undefined || !(stacked < weights)) return undefined;
  const small = smaller(analysis.text, call, kernel);
  const title = say`Write ${half === 2 ? say`two` : say`three`} 3×3: the same field with ${share(weights - stacked, weights)} fewer weights`;
  const text = Array.from({ length: half }, () => small).join(' -> ');
  return { title, kind: 'refactor.rewrite', edits: [{ span: call.span, text }] };
}

const argumentOf = (call: Call, place: number, names: readonly string[]): Argument | undefined => {
  const named = call.arguments.find(({ label }) => label && names.includes(label.text));
  const placed = call.arguments[place];
  return named ?? (placed && !placed.label ? placed : undefined);
};

/** A window that moves by one and is padded by its half, with nothing else that a stack would change. */
function keepsSizes(call: Call, half: number): boolean {
  const padding = argumentOf(call, 3, ['padding'])?.value;
  const isHalf = padding?.kind === 'number' && padding.value === half;
  const isSame = padding?.kind === 'name' && padding.text === 'same';
  const others = call.arguments.slice(2).map(({ label }) => label?.text ?? '');
  return (
    (isHalf || isSame) &&
    others.every(name => ['padding', 'bias', 'padding_mode', 'kernel', 'kernel_size'].includes(name))
  );
}

/** The call with a kernel of 3, and a padding that is a number at 1. */
function smaller(text: string, call: Call, kernel: Argument): string {
  const padding = argumentOf(call, 3, ['padding'])?.value;
  const changes: readonly (readonly [Span, string])[] = [
    [kernel.value.span, '3'],
    ...(padding?.kind === 'number' ? [[padding.span, '1'] as const] : []),
  ];
  return changes
    .toSorted(([a], [b]) => b.start - a.start)
    .reduce(
      (written, [{ start, end }, now]) =>
        written.slice(0, start - call.span.start) + now + written.slice(end - call.span.start),
      text.slice(call.span.start, call.span.end),
    );
}
