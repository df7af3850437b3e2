import { analyze } from '#core/analyze.ts';
import { programAt } from '#core/ide/program.ts';
import type { Program } from '#core/interchange/program.ts';
import { hostOf } from '../host-of.ts';
import { pictureSize } from '../../client/preview/worker/feeds.ts';
import type { Pixels } from '../../client/preview/worker/messages.ts';

/** The program of a model of a text, as the language server makes it after an edit. */
export function programOf(text: string, model: string): Program {
  const runnable = programAt(analyze('sample.cnn', hostOf(text)), text.indexOf(`model ${model}`));
  if (runnable.kind !== 'program') throw new Error(`${model} cannot be run.`);
  return runnable.program;
}

/** A picture of stripes for every input that takes one, made once: so the page has it too. */
export const picturesFor = ({ inputs }: Program): readonly (Pixels | undefined)[] =>
  inputs.map(input => {
    const size = pictureSize(input);
    return size && stripes(size);
  });

const made = new Map<string, Pixels>();

function stripes({ width, height }: Pick<Pixels, 'width' | 'height'>): Pixels {
  const key = `${width}×${height}`;
  const data = () => Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => (37 * i) % 256);
  const picture = made.get(key) ?? { width, height, data: data() };
  made.set(key, picture);
  return picture;
}
