/** Typing faster than anyone can: what an editor waits for then, and whether it is told what was true before. */
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { Edit } from '../keystroke/typist.ts';
import type { Editor } from './editor.ts';

export const KEYS = 200;

/** What became of one burst. */
export interface Burst {
  /** Milliseconds from the last key to the diagnostics of what it left. */
  readonly waited: number;
  /** Answers that came after the last key and tell of an earlier text. */
  readonly stale: number;
  /** Requests that the editor took back, and that ended, with an answer or without. */
  readonly ended: number;
}

/**
 * Types spaces in front of the line with the fault, so that each moves what the server has to say by a character. With
 * every key it asks for diagnostics and takes the request before back, as VS Code does.
 */
export async function burst(editor: Editor, document: string, keys: number): Promise<Burst> {
  const line = document.split('\n').findIndex(content => content.includes('1.5'));
  const insert: Edit = { range: { start: { line, character: 0 }, end: { line, character: 0 } }, text: ' ' };
  const before = await columnOf(editor);
  const answers: Promise<Answer>[] = [];
  let source = new CancellationTokenSource();
  for (let key = 1; key < keys; key += 1) {
    await editor.edit(insert);
    answers.push(settled(columnOf(editor, source)));
    source.cancel();
    source = new CancellationTokenSource();
  }
  await editor.edit(insert);
  const start = performance.now();
  const column = await columnOf(editor);
  const waited = performance.now() - start;
  const ended = await Promise.all(answers);
  await editor.edit({ range: { start: { line, character: 0 }, end: { line, character: keys } }, text: '' });
  if (column !== before + keys) throw new Error(`After ${keys} keys the fault has moved by ${column - before}.`);
  const isStale = (answer: Answer): boolean =>
    answer.column !== undefined && answer.column !== column && answer.at > start;
  return { waited, stale: ended.filter(isStale).length, ended: ended.length };
}

/** When a request ended, and where it says the fault is, if it says anything. */
interface Answer {
  readonly at: number;
  readonly column?: number;
}

const settled = (asked: Promise<number>): Promise<Answer> =>
  asked.then(
    column => ({ at: performance.now(), column }),
    () => ({ at: performance.now() }),
  );

/** Where the document's only fault begins on its line. */
async function columnOf(editor: Editor, source = new CancellationTokenSource()): Promise<number> {
  const { items } = await editor.ask<Report>('diagnostic', {}, source.token);
  return items[0]?.range.start.character ?? NaN;
}

interface Report {
  readonly items: readonly { readonly range: { readonly start: { readonly character: number } } }[];
}
