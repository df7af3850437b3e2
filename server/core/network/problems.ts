/**
 * Where an error stands. The same line of a block may be right in one use and wrong in another: an error stands in the
 * block if all its uses fail, else at those that do, and always at the use of another file's block. One diagnostic a
 * (code, place), however many instances share it.
 */
import { diagnosticAt, type Diagnostic, type Finding, type Fix, type Related } from '../diagnostics.ts';
import type { Parsed } from '../language/parse.ts';
import type { Definition } from '../language/tree.ts';
import type { Span } from '../text.ts';
import type { Module } from './modules.ts';
import type { Frame } from './scope.ts';
import { say } from '../words.ts';

/** An error met while a block or model was being expanded. */
export interface Problem {
  readonly finding: Finding;
  readonly span: Span;
  readonly frame: Frame;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}

/** The diagnostics of a file. `uses` tells how many frames a definition had in all. */
export function placeProblems(
  { file, parsed }: Module,
  problems: readonly Problem[],
  uses: (definition: Definition) => number,
): readonly Diagnostic[] {
  const placed: Diagnostic[] = [];
  for (let waiting = problems; waiting.length > 0;) {
    const moved: Problem[] = [];
    for (const group of samePlace(waiting)) {
      const [first] = group;
      if (!first) continue;
      if (standsHere(file, group, first, uses)) placed.push(diagnosticAt(first.span, first.finding, first));
      else for (const problem of group) moved.push(...toCaller(problem));
    }
    waiting = moved;
  }
  const faulty = faultyLines(parsed);
  const sound = placed.filter(({ span }) => !faulty(span.start));
  return sound.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/**
 * Whether a line has a syntax error: what else is wrong with it follows from what is half written, and one fault gives
 * one error.
 */
function faultyLines(parsed: Parsed): (offset: number) => boolean {
  const lineOf = (offset: number) => parsed.text.lastIndexOf('\n', offset - 1);
  const lines = new Set(
    parsed.diagnostics.filter(({ severity }) => severity === 'error').map(({ span }) => lineOf(span.start)),
  );
  return offset => lines.has(lineOf(offset));
}

function standsHere(
  file: string,
  group: readonly Problem[],
  { frame }: Problem,
  uses: (definition: Definition) => number,
): boolean {
  if (frame.file !== file) return false;
  if (!frame.caller || !frame.definition) return true;
  return new Set(group.map(problem => problem.frame)).size === uses(frame.definition);
}

/** The same problem seen from the call that made its block; nothing where there is no call in sight. */
function toCaller({ finding, span, frame, related, fixes }: Problem): readonly Problem[] {
  if (!frame.caller) return [];
  const inside = {
    file: frame.file,
    span,
    message: say`Here, in ${frame.definition?.name.text ?? 'the block'}.`,
  };
  const callers = { span: frame.caller.name, frame: frame.caller.frame };
  // A fix edits the text around the error: of no use from another file, and wrong for a block's other uses.
  return [{ finding, ...callers, related: [inside, ...related], fixes: frame.definition ? [] : fixes }];
}

function samePlace(problems: readonly Problem[]): readonly (readonly Problem[])[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const { start, end } = problem.span;
    const key = `${problem.finding.code} ${start} ${end} ${problem.frame.file}`;
    const group = groups.get(key);
    if (group) group.push(problem);
    else groups.set(key, [problem]);
  }
  return [...groups.values()];
}
