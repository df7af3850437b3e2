import type { Analysis } from '../../analyze.ts';
import type { LineStart } from '../cursor.ts';

/**
 * Behind the last line of a body that surely ends above the cursor's: what stands before it need not be read to find out
 * about the cursor. Undefined where a fault stands above, or where the texts differ there.
 */
export function lineStartAbove(
  { tree, text: known, problems }: Analysis,
  text: string,
  offset: number,
): LineStart | undefined {
  const around = tree.items.find(item => 'body' in item && item.span.start < offset && offset <= item.span.end);
  if (!around || !('body' in around)) return undefined;
  const own = text.lastIndexOf('\n', offset - 1) + 1;
  const line = around.body.lines.findLast(({ span }) => text.indexOf('\n', span.end) < own - 1);
  const start = line && text.indexOf('\n', line.span.end) + 1;
  if (start === undefined || !known.startsWith(text.slice(0, own))) return undefined;
  const isSound = problems.every(({ severity, span }) => severity !== 'error' || span.start >= own);
  return isSound ? { offset: start, brace: around.body.span.start } : undefined;
}
