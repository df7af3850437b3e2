import { isShape, stepsOf } from '../../network/chain.ts';
import { isKnown } from '../../ops/shape.ts';
import { callSites, resultOf } from '../call-sites.ts';
import type { Action, Selected } from './action.ts';
import { say } from '../../words.ts';

/** Writes the shape that leaves a line at its end, to be checked from then on; in a block if all its uses agree. */
export function pinShape({ analysis, line }: Selected): Action | undefined {
  const last = line && stepsOf(line.chain).at(-1);
  if (!line || !last || isShape(last)) return undefined;
  const site = callSites(analysis).find(({ span }) => span.start === last.span.start && span.end === last.span.end);
  const shapes = new Set(
    site?.runs.map(run => resultOf(run)).map(({ output }) => (output && isKnown(output) ? output.join('x') : '')),
  );
  const [shape = ''] = shapes;
  const isInput = site?.runs.some(run => resultOf(run).operation.arity === 'none') ?? false;
  if (shapes.size !== 1 || shape === '' || isInput) return undefined;
  const { end } = line.chain.span;
  return {
    title: say`Pin the shape ${shape.replaceAll('x', '×')}`,
    kind: 'refactor.rewrite',
    edits: [{ span: { start: end, end }, text: ` -> ${shape}` }],
  };
}
