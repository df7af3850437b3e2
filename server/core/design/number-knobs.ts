/** Changes of plain numbers: how often something is repeated, what blocks are given, how wide layers are. */
import type { Analysis } from '../analyze.ts';
import { nodesOf } from '../language/tree-walk.ts';
import type { NumberLiteral } from '../language/tree.ts';
import { touches, type Span } from '../text.ts';
import type { Aim } from './aim.ts';
import { parameterOf, type Knob } from './knob.ts';
import { argumentOf, type Site, type Sites } from './site.ts';

const MOST_REPEATED = 64;

/** `repeat 3 { … }`, and whole numbers that blocks are given, which may be what they repeat by. */
export function depthKnobs(analysis: Analysis, aim: Aim, { layers, blocks }: Sites): readonly Knob[] {
  const sign = aim.direction === 'more' ? 1 : -1;
  const made = layers.map(({ call }) => call.span);
  const repeats = nodesOf(analysis.tree).flatMap(node =>
    node.kind === 'repeat' && node.count.kind === 'number' && made.some(span => touches(node.span, span.start))
      ? countKnob(node.count, sign, 'repeat')
      : [],
  );
  const given = blocks.flatMap(site =>
    numbersGiven(analysis, site).flatMap(({ number, what }) => countKnob(number, sign, what)),
  );
  return [...repeats, ...given];
}

interface GivenNumber {
  readonly number: NumberLiteral;
  /** `stage(basic, 64, 2): depth`. */
  readonly what: string;
}

/** The plain numbers among a block's arguments, each with its parameter's name. */
function numbersGiven({ references }: Analysis, { call, name }: Site): readonly GivenNumber[] {
  const entity = references.find(({ span }) => span.start === call.callee.span.start)?.entity;
  const parameters = entity && 'definition' in entity ? entity.definition.parameters : [];
  return call.arguments.flatMap(({ label, value }, index) => {
    const parameter = label?.text ?? parameters[index]?.name.text;
    return value.kind === 'number' && parameter ? [{ number: value, what: `${name}: ${parameter}` }] : [];
  });
}

function countKnob({ span, value }: NumberLiteral, sign: 1 | -1, what: string): readonly Knob[] {
  const turned = (steps: number) => {
    const count = value + sign * steps;
    return count < 1 || count > MOST_REPEATED
      ? undefined
      : { title: `${what} ${count}`, edits: [{ span, text: String(count) }] };
  };
  return Number.isInteger(value) && value <= MOST_REPEATED ? [{ kind: 'depth', price: value, turned }] : [];
}

/** Of eighths of a width, from the most on. */
const EIGHTHS = 8;

/** Fewer channels: of a layer, of what a block is given, of the model's own parameters and the file's `let`s. */
export function widthKnobs(analysis: Analysis, { model }: Aim, { layers, blocks }: Sites): readonly Knob[] {
  const costOf = (site: Site) => site.layers.reduce((sum, { id }) => sum + (model.costs[id]?.params ?? 0), 0);
  const ofLayers = layers.flatMap(site => {
    const [place, ...names] = parameterOf(site.layers[0].operation, 'out') ?? [];
    const written = place === undefined ? undefined : argumentOf(site.call, place, ...names)?.value;
    return written?.kind === 'number' ? widthKnob(written, `${site.name}: out`, costOf(site)) : [];
  });
  const ofBlocks = blocks.flatMap(site =>
    numbersGiven(analysis, site).flatMap(({ number, what }) => widthKnob(number, what, costOf(site))),
  );
  const defaults = model.definition.parameters.flatMap(({ name, default: standard }) =>
    standard?.kind === 'number' ? widthKnob(standard, name.text, Infinity) : [],
  );
  const lets = analysis.tree.items.flatMap(item =>
    item.kind === 'let' && item.value.kind === 'number' ? widthKnob(item.value, item.name.text, Infinity) : [],
  );
  return [...defaults, ...lets, ...ofLayers, ...ofBlocks];
}

/** To a multiple of 8, as hardware likes them, where the width is one. */
function widthKnob(
  { span, value }: { readonly span: Span; readonly value: number },
  what: string,
  cost: number,
): readonly Knob[] {
  if (!Number.isInteger(value) || value < EIGHTHS) return [];
  const unit = value % (EIGHTHS * EIGHTHS) === 0 ? EIGHTHS : 1;
  const turned = (steps: number) => {
    const width = Math.floor((value * (EIGHTHS - steps)) / EIGHTHS / unit) * unit;
    return steps >= EIGHTHS ? undefined : { title: `${what} ${width}`, edits: [{ span, text: String(width) }] };
  };
  return [{ kind: 'width', price: -cost, turned }];
}
