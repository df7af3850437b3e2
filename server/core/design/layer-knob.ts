/** One more layer. */
import type { TextEdit } from '../diagnostics.ts';
import type { ChainLine, Expression, Group, Line } from '../language/tree.ts';
import { stepsOf } from '../network/chain.ts';
import { operations } from '../ops/registry.ts';
import { elements } from '../ops/shape.ts';
import { say } from '../words.ts';
import type { Knob } from './knob.ts';
import { argumentOf } from './site.ts';
import type { Window } from './window-knobs.ts';

/** Convolutions of 3×3, 5×5, 7×7; to reach further, 3×3 with holes. */
const LARGEST_KERNEL = 7;
const MOST_DILATED = 32;

/**
 * A convolution with a ReLU that keeps shape and channels, below the lines that norm and activate what `window` gives. It
 * has no label: paths of labelled layers stay.
 */
export function layerKnob(text: string, { site, stride, jump }: Window): readonly Knob[] {
  const { call, line, group, name, layers } = site;
  const out = argumentOf(call, 0, 'out', 'out_channels')?.value;
  if (!line || !group || !out || call.callee.text !== 'conv' || !isLineOf(line, call)) return [];
  const channels = text.slice(out.span.start, out.span.end);
  const place = endOfUnit(text, group, line);
  if (!place) return [];
  const [width = 1, ...sizes] = layers[0].output ?? [];
  const gain = 2 * jump * stride;
  return [
    {
      kind: 'layer',
      gain,
      price: (width ** 2 * elements(sizes)) / gain,
      turned: steps => {
        const size = 1 + 2 * steps;
        if (steps > MOST_DILATED) return undefined;
        const written =
          size <= LARGEST_KERNEL
            ? `conv(${channels}, ${size}, padding=${steps})`
            : `conv(${channels}, 3, padding=${steps}, dilation=${steps})`;
        return { title: say`${name}: one more ${written} after it`, edits: [insertion(place, `${written} -> relu`)] };
      },
    },
  ];
}

/** The call is the line's only convolution: what would follow another step is not asked. */
const isLineOf = ({ chain }: ChainLine, call: Expression): boolean => stepsOf(chain)[0] === call;

interface LinePlace {
  readonly end: number;
  readonly margin: string;
}

const insertion = ({ end, margin }: LinePlace, written: string): TextEdit => ({
  span: { start: end, end },
  text: `\n${margin}${written}`,
});

/** The end of the last line that belongs to `line`, if it ends its row of the text, and begins one. */
function endOfUnit(text: string, { lines }: Group, line: ChainLine): LinePlace | undefined {
  const from = lines.indexOf(line);
  let last = from;
  while (isFollower(lines[last + 1])) last += 1;
  const { span } = lines[last] ?? line;
  const rowStart = text.lastIndexOf('\n', line.span.start - 1) + 1;
  const margin = text.slice(rowStart, line.span.start);
  const [rest = ''] = /^[^\n]*/.exec(text.slice(span.end)) ?? [];
  return margin.trim() === '' && /^\s*(#.*)?$/.test(rest) ? { end: span.end + rest.length, margin } : undefined;
}

/** A line of norms, activations and dropouts alone. */
const isFollower = (line: Line | undefined): boolean =>
  line?.kind === 'line' && stepsOf(line.chain).every(step => FOLLOWING.has(familyOf(step)));

const FOLLOWING: ReadonlySet<string> = new Set(['normalisation', 'activation']);

function familyOf(step: Expression): string {
  const word = step.kind === 'call' ? step.callee.text : step.kind === 'name' ? step.text : '';
  return operations.get(word)?.family ?? '';
}
