import type { Call } from '../../language/tree.ts';
import { nodesOf } from '../../language/tree-walk.ts';
import type { OpenCall } from '../cursor.ts';
import type { CompletionPlace } from './completion.ts';

/** The call around the cursor, as the tree has it: one that is not finished, too. */
export function callAround({ analysis }: CompletionPlace, { parenthesis }: OpenCall): Call | undefined {
  const call = nodesOf(analysis.tree).find(node => node.kind === 'call' && node.parentheses.start === parenthesis);
  return call?.kind === 'call' ? call : undefined;
}
