/** Size formulas with their numbers put in, for readers: what `window.ts` and `conv-transpose.ts` compute. */
import type { Shape } from './shape.ts';
import { windowAxes, type Window } from './window.ts';

/** A text in which each number that somebody gave knows by what. */
export type Formula = readonly (string | GivenNumber)[];

export interface GivenNumber {
  readonly number: number;
  /** A parameter's name, or `INPUT` for a size of the tensor that enters. */
  readonly by: string;
}

export const INPUT = 'input';

export const formulaText = (formula: Formula): string =>
  formula.map(part => (typeof part === 'string' ? part : String(part.number))).join('');

/** Reads like the text that it makes: formulas within it are taken apart, other numbers are text. */
function written(texts: TemplateStringsArray, ...parts: readonly (number | GivenNumber | Formula)[]): Formula {
  const formula: (string | GivenNumber)[] = [];
  texts.forEach((text, index) => {
    const part = parts[index] ?? [];
    formula.push(text);
    if (typeof part === 'number') formula.push(String(part));
    else if (isFormula(part)) formula.push(...part);
    else formula.push(part);
  });
  return formula;
}

/** `Array.isArray` does not narrow readonly arrays. */
const isFormula = (part: GivenNumber | Formula): part is Formula => Array.isArray(part);

const given = (by: string, number: number): GivenNumber => ({ number, by });

/** `⌊(56 + 2·1 − 1·(3−1) − 1)/2⌋ + 1 = 28`; `output` is the shape that leaves, `axis` a spatial axis of it. */
export function windowFormula(input: Shape, window: Window, output: Shape, axis: number): Formula {
  const along = windowAxes(input, window)[axis];
  const result = output[axis + 1];
  if (!along || result === undefined) return [];
  const { size, kernel, stride, dilation, extent, before, after } = along;
  const [steps, width] = [given('stride', stride), given('kernel', kernel)];
  const sum = written`(${given(INPUT, size)} + ${paddingFormula(before, after)} − ${given('dilation', dilation)}·(${width}−1) − 1)/${steps}`;
  if (window.ceil_mode !== true) return written`⌊${sum}⌋ + 1 = ${result}`;
  // PyTorch drops a last window that would start in the padding at the end.
  const isDropped = result < Math.ceil((size + before + after - extent) / stride) + 1;
  return isDropped ? written`⌈${sum}⌉ + 1 − 1 = ${result}` : written`⌈${sum}⌉ + 1 = ${result}`;
}

/** One axis of a transposed convolution. */
export interface TransposedAxis {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
  readonly after: number;
  readonly extra: number;
}

/** `(8−1)·2 − 2·1 + 1·(4−1) + 0 + 1 = 16`: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html. */
export function transposedFormula(axis: TransposedAxis, result: number): Formula {
  const { size, kernel, stride, dilation, before, after, extra } = axis;
  const padding = paddingFormula(before, after);
  const taken = before === after ? padding : written`(${padding})`;
  const [steps, width, more] = [given('stride', stride), given('kernel', kernel), given('output_padding', extra)];
  return written`(${given(INPUT, size)}−1)·${steps} − ${taken} + ${given('dilation', dilation)}·(${width}−1) + ${more} + 1 = ${result}`;
}

const paddingFormula = (before: number, after: number): Formula =>
  before === after
    ? written`2·${given('padding', before)}`
    : written`${given('padding', before)} + ${given('padding', after)}`;
