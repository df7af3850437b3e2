/** Changes that put a cheaper structure in a layer's place. */
import { nodesOf } from '../language/tree-walk.ts';
import type { Analysis } from '../analyze.ts';
import { say, type Text } from '../words.ts';
import type { Knob, Setting } from './knob.ts';
import type { Window } from './window-knobs.ts';

/** A depthwise separable convolution in place of a dense one: Chollet, 2016, arXiv 1610.02357. */
export function separableKnob({ site, kernel, macs }: Window): readonly Knob[] {
  const { call, name, layers } = site;
  const isTaken = call.arguments.every(({ label }, index) => (label ? TAKEN.has(label.text) : index < 4));
  if (call.callee.text !== 'conv' || kernel === 1 || layers[0].values['groups'] !== 1 || !isTaken) return [];
  const edits = [{ span: call.callee.span, text: 'separable' }];
  return [once('separable', -macs, say`${name}: separable in place of conv`, edits)];
}

/** What both take, in the same places. */
const TAKEN: ReadonlySet<string> = new Set(['out', 'kernel', 'stride', 'padding', 'dilation', 'bias']);

/** The mean of each map in place of all its positions: Lin, Chen and Yan, 2013, arXiv 1312.4400, section 3.2. */
export const poolKnobs = ({ tree }: Analysis): readonly Knob[] =>
  nodesOf(tree).flatMap(node => {
    const edits = [{ span: { start: node.span.start, end: node.span.start }, text: 'global_avgpool -> ' }];
    return node.kind === 'name' && node.text === 'flatten'
      ? [once('pool', 0, say`global_avgpool before flatten`, edits)]
      : [];
  });

const once = (kind: Knob['kind'], price: number, title: Text, edits: Setting['edits']): Knob => ({
  kind,
  price,
  turned: steps => (steps === 1 ? { title, edits } : undefined),
});
