import type { Analysis } from '../../analyze.ts';
import type { TextEdit } from '../../diagnostics.ts';
import { applyEdits } from '../../edits.ts';
import { nodesAround } from '../../language/tree-walk.ts';
import { stepsOf } from '../../network/chain.ts';
import type { Action, Selected } from './action.ts';
import { say } from '../../words.ts';

/** Gives a line without a label the name of its last layer, numbered: `conv1`. In a `for`, a variable is the number. */
export function nameLine({ analysis, line }: Selected): Action | undefined {
  if (!line || line.label) return undefined;
  const step = stepsOf(line.chain).findLast(candidate => candidate.kind === 'call' || candidate.kind === 'name');
  const stem = step?.kind === 'call' ? step.callee.text : step?.kind === 'name' ? step.text : '';
  if (!/^\p{L}/u.test(stem) || stem === 'input') return undefined;
  const loop = nodesAround(analysis.tree, line.span.start).findLast(
    node => node.kind === 'for' || node.kind === 'repeat',
  );
  const { start } = line.span;
  const editsFor = (name: string) => [{ span: { start, end: start }, text: `${name} = ` }];
  // What is repeated has no number of its own to be named by.
  const variables = loop?.kind === 'for' ? loop.names.map(({ text }) => `${stem}$${text}`) : [];
  const name = loop ? variables.find(variable => isNew(analysis, editsFor(variable))) : freeName(analysis.text, stem);
  if (name === undefined) return undefined;
  return { title: say`Name this ${name}`, kind: 'refactor.extract', edits: editsFor(name) };
}

/** A variable that has a value twice would give a name twice. */
const isNew = ({ text, problems, revised }: Analysis, edits: readonly TextEdit[]): boolean =>
  revised(applyEdits(text, edits)).problems.length <= problems.length;

/** The stem with the first number that makes it a word the text does not have. */
export function freeName(text: string, stem: string): string {
  const words = new Set(text.match(/[\p{L}][\p{L}\p{N}_]*/gu));
  let number = 1;
  while (words.has(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}
