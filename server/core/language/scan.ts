/**
 * Text to tokens. Nothing is lost: what lies between tokens and comments is white space. A lexeme that is wrong is one
 * token and one error, whatever its length.
 */
import { diagnosticAt, type Diagnostic } from '../diagnostics.ts';
import { isLineBreak, isSpace } from './characters.ts';
import { NO_TOKENS, type KeptTokens } from './kept.ts';
import { lexemeAt } from './lexeme.ts';
import type { Comment, Token } from './token.ts';

export interface Scan {
  readonly text: string;
  /** In the order of the text, without an `end`. */
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
  readonly diagnostics: readonly Diagnostic[];
}

const HASH = 35;

/** Goes on behind what is kept of an earlier text. */
export function scan(text: string, kept: KeptTokens = NO_TOKENS): Scan {
  const tokens = [...kept.tokens];
  const comments = [...kept.comments];
  const diagnostics: Diagnostic[] = [];
  let { line, end: offset } = kept.tokens.at(-1) ?? { line: 0, end: 0 };
  while (offset < text.length) {
    const code = text.charCodeAt(offset);
    if (isLineBreak(code)) {
      line++;
      offset += text.startsWith('\r\n', offset) ? 2 : 1;
    } else if (isSpace(code)) {
      offset++;
    } else if (code === HASH) {
      const comment = commentAt(text, offset, line, tokens.at(-1));
      comments.push(comment);
      offset = comment.end;
    } else {
      const { kind, end, problem } = lexemeAt(text, offset, tokens.at(-1));
      const flawed = problem !== undefined;
      tokens.push({ kind, text: text.slice(offset, end), start: offset, end, line, flawed });
      if (problem) diagnostics.push(diagnosticAt({ start: offset, end }, problem.finding, problem));
      offset = end;
    }
  }
  return { text, tokens, comments, diagnostics };
}

function commentAt(text: string, start: number, line: number, before: Token | undefined): Comment {
  let end = start;
  while (end < text.length && !isLineBreak(text.charCodeAt(end))) end++;
  const documents = before?.line !== line && /^##(?:\s|$)/.test(text.slice(start, Math.min(end, start + 3)));
  return { start, end, line, kind: documents ? 'documentation' : 'comment' };
}
