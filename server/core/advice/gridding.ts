import type { Field } from '../analysis/field.ts';
import { box, seen } from '../analysis/index-set.ts';
import type { Layer } from '../network/network.ts';
import { composed } from '../analysis/field-algebra.ts';
import { say } from '../words.ts';
import { settingArguments } from './rewriting.ts';
import { advice, axisNumbers, percent, type Rule, type Subject } from './rule.ts';

export const gridding: Rule = {
  code: 'gridding',
  title: 'Dilations that leave a grid',
  page:
    'A dilated kernel reads every so many positions. A stack of them fills the gaps only if the rates fit: after ' +
    'dilations 2, 2, 2 every output still reads one position of two, and neighbours read different ones (Wang et al., ' +
    '2017, [arXiv 1702.08502](https://arxiv.org/abs/1702.08502), section 3.2). Rates such as 1, 2, 5 or 1, 2, 3 leave no ' +
    'hole. What is counted here are the exact positions of the input; a single dilated layer, as in a pyramid of rates, is ' +
    'no stack.',
  example:
    'model Net {\n  input(3x64x64)\n  conv(8, 3, padding=2, dilation=2)\n  relu\n  conv(8, 3, padding=2, dilation=2)\n  relu\n  conv(8, 3, padding=2, dilation=2)\n}\n',
  find: subject => {
    const below = descendantFields(subject);
    return subject.layers.filter(isDilated).flatMap(layer => {
      const fields = subject.model.fields[layer.id];
      if (!fields || !hasDilatedAbove(subject, layer) || !fields.some(hasHoles)) return [];
      const closes = below(layer).some(others => others.every(field => !hasHoles(field)));
      const goesOn = below(layer, true).length > 0;
      if (closes || goesOn) return [];
      const [sizes, counts] = [fields.map(field => extent(field)), fields.map(field => seen(field.phases[0] ?? []))];
      const share = percent(product(counts) / product(sizes));
      const details = { size: sizes.join('×'), seen: counts.join('×'), share };
      return [advice(layer, 'gridding', details, place => smallerDilation(subject, layer).flatMap(fix => fix(place)))];
    });
  },
};

const isDilated = (layer: Layer): boolean =>
  layer.operation.family === 'convolution' &&
  axisNumbers(layer, 'dilation').some(
    (distance, axis) => distance > 1 && (axisNumbers(layer, 'kernel')[axis] ?? 1) > 1,
  );

function hasDilatedAbove({ layers }: Subject, layer: Layer): boolean {
  const above = new Set(layer.inputs);
  for (let id = layer.id - 1; id >= 0; id -= 1) {
    const other = layers[id];
    if (!other || !above.has(id)) continue;
    if (isDilated(other)) return true;
    for (const input of other.inputs) above.add(input);
  }
  return false;
}

/** The fields of what a layer's output goes into; of the dilated layers alone, if asked for. */
function descendantFields({ layers, readers, model }: Subject) {
  return (layer: Layer, dilatedOnly?: true): readonly (readonly Field[])[] => {
    const reached = new Set((readers[layer.id] ?? []).map(({ id }) => id));
    for (const { id } of layers) if (reached.has(id)) for (const reader of readers[id] ?? []) reached.add(reader.id);
    return [...reached].flatMap(id => {
      const other = layers[id];
      const fields = model.fields[id];
      return other && fields && (!dilatedOnly || isDilated(other)) ? [fields] : [];
    });
  };
}

const hasHoles = ({ phases }: Field): boolean => phases.some(set => set.length > 1);

function extent({ phases: [set = []] }: Field): number {
  const [start, end] = box(set) ?? [0, 0];
  return end - start;
}

const product = (numbers: readonly number[]): number => numbers.reduce((total, number) => total * number, 1);

/** The largest smaller dilation of a square kernel that leaves no hole, with as much less padding. */
function smallerDilation({ model }: Subject, layer: Layer): readonly ReturnType<typeof settingArguments>[] {
  const [size = 1] = axisNumbers(layer, 'kernel');
  const [dilation = 1] = axisNumbers(layer, 'dilation');
  const isSquare = (name: string) => new Set(axisNumbers(layer, name)).size === 1;
  const entering = model.fields[layer.inputs[0] ?? -1];
  if (!entering || !isSquare('kernel') || !isSquare('dilation')) return [];
  for (let less = dilation - 1; less > 0; less -= 1) {
    const reads = { period: 1, shift: 1, phases: [{ from: 0, step: less, count: size }] };
    const fields = entering.map(field => composed(reads, field, { input: size * dilation, output: 1 }));
    const padding = smallerPadding(layer, ((dilation - less) * (size - 1)) / 2);
    if (fields.every(field => field && !hasHoles(field)) && padding)
      return [
        settingArguments(layer, say`Make the dilation ${less}, which leaves no hole`, {
          dilation: `${less}`,
          ...padding,
        }),
      ];
  }
  return [];
}

/** The padding that gives as many outputs, if it is the same on all sides. */
function smallerPadding({ values }: Layer, less: number): { readonly padding?: string } | undefined {
  if (values['padding'] === 'same') return {};
  const sides = Array.isArray(values['padding']) ? values['padding'].flat() : [];
  const [side] = sides;
  const isAlike = typeof side === 'number' && sides.every(other => other === side);
  return isAlike && Number.isInteger(less) && side >= less ? { padding: String(side - less) } : undefined;
}
