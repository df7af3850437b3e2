import { nodesAround } from '../../language/tree-walk.ts';
import { stepsOf } from '../../network/chain.ts';
import type { Action, Selected } from './action.ts';
import { say } from '../../words.ts';

/** Gives a line without a label the name of its last layer, numbered: `conv1`. In a `for`, its variable is the number. */
export function nameLine({ analysis, line }: Selected): Action | undefined {
  if (!line || line.label) return undefined;
  const step = stepsOf(line.chain).findLast(candidate => candidate.kind === 'call' || candidate.kind === 'name');
  const stem = step?.kind === 'call' ? step.callee.text : step?.kind === 'name' ? step.text : '';
  const around = nodesAround(analysis.tree, line.span.start);
  const loop = around.findLast(node => node.kind === 'for' || node.kind === 'repeat');
  // What is repeated has no number of its own to be named by.
  if (!/^\p{L}/u.test(stem) || stem === 'input' || loop?.kind === 'repeat') return undefined;
  const name = loop?.names[0] ? `${stem}$${loop.names[0].text}` : freeName(analysis.text, stem);
  const { start } = line.span;
  return {
    title: say`Name this ${name}`,
    kind: 'refactor.extract',
    edits: [{ span: { start, end: start }, text: `${name} = ` }],
  };
}

/** The stem with the first number that makes it a word the text does not have. */
export function freeName(text: string, stem: string): string {
  const words = new Set(text.match(/[\p{L}][\p{L}\p{N}_]*/gu));
  let number = 1;
  while (words.has(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}
