/** Runs groups, line by line. Only chains move the current tensor. */
import type { Claim, ChainLine, Expression, Facts, Group, Let, Line, Name, Output } from '../language/tree.ts';
import { functions } from './arithmetic.ts';
import { runChain } from './chain.ts';
import { evaluate } from './evaluate.ts';
import { refer, report, type Expansion } from './expansion.ts';
import { facts } from './facts.ts';
import { runFileLine } from './file-lines.ts';
import { runLabel } from './labels.ts';
import type { Scope } from './scope.ts';
import { type Current, formatValue, isUnknown, sizesOf, UNKNOWN_TENSOR } from './values.ts';
import { allWords } from './words.ts';
import { say } from '../words.ts';

/** The line above a statement: the tensor it left, and the first layer it made. */
export interface LineAbove {
  readonly current: Current;
  readonly from: number;
}

/** Runs a group from the tensor that enters it. It opens no level and no scope of its own. */
export function runGroup(expansion: Expansion, scope: Scope, group: Group, entering: Current): Current {
  rememberScope(expansion, scope, group);
  let above: LineAbove = { current: entering, from: expansion.layers.length };
  for (const line of group.lines) {
    if (expansion.spent) return UNKNOWN_TENSOR;
    above = runLine(expansion, scope, line, above);
  }
  return above.current;
}

/** Gives what is above the next line. */
export function runLine(expansion: Expansion, scope: Scope, line: Line, above: LineAbove): LineAbove {
  const from = expansion.layers.length;
  if (line.kind === 'line') return { current: runChainLine(expansion, scope, line, above.current), from };
  runStatement(expansion, scope, line, above);
  return above;
}

function rememberScope({ session }: Expansion, scope: Scope, { span }: Group): void {
  if (scope.frame.file === session.file && !session.scopes.has(span.start))
    session.scopes.set(span.start, { span, scope });
}

function runStatement(expansion: Expansion, scope: Scope, line: Exclude<Line, ChainLine>, above: LineAbove): void {
  switch (line.kind) {
    case 'let':
      return runLet(expansion, scope, line);
    case 'output':
      return runOutput(expansion, scope, line, above.current);
    case 'expect':
    case 'budget':
      return runFacts(expansion, scope, line, above);
    case 'weights':
    case 'classes':
      return runFileLine(expansion, scope, line);
  }
}

const runChainLine = (expansion: Expansion, scope: Scope, { label, chain }: ChainLine, current: Current): Current =>
  label ? runLabel(expansion, scope, label, chain, current) : runChain(expansion, scope, chain, current);

function runLet(expansion: Expansion, scope: Scope, { span, name, value: expression }: Let): void {
  const { frame, names } = scope;
  if (isChain(expression)) {
    const withoutLet = [{ span: { start: span.start, end: name.span.start }, text: '' }];
    report(
      expansion,
      frame,
      expression.span,
      'let-chain',
      { name: name.text },
      {
        fixes: [{ title: say`Remove let`, edits: withoutLet }],
      },
    );
    return;
  }
  const value = evaluate(expansion, scope, expression, allWords);
  if (!name.text) return;
  const place = { file: frame.file, span: name.span };
  const entity = { kind: 'let', name: name.text, place, value: formatValue(value) } as const;
  if (names.has(name.text)) report(expansion, frame, name.span, 'name-twice', { name: name.text });
  else names.set(name.text, { value, entity });
  refer(expansion, frame, name.span, entity);
}

/** What cannot be a value: only a label can name it. */
const isChain = (expression: Expression): boolean =>
  ['chain', 'group', 'if', 'repeat', 'for'].includes(expression.kind) ||
  (expression.kind === 'call' && !expression.broken && !functions.has(expression.callee.text));

function runOutput(expansion: Expansion, scope: Scope, { entries, span }: Output, current: Current): void {
  if (scope.frame.definition?.kind === 'block') {
    report(expansion, scope.frame, span, 'statement-in-block', { statement: 'output' });
    return;
  }
  for (const { name, chain } of entries) {
    const label = { kind: 'label', span: name.span, text: name.text, quoted: false } as const;
    const tensor = chain ? runLabel(expansion, scope, label, chain, current) : namedTensor(expansion, scope, name);
    if (tensor?.layer !== undefined) expansion.outputs.push({ name: name.text, layer: tensor.layer });
  }
}

/** The tensor that an output names: here no layer can be meant. */
function namedTensor(expansion: Expansion, scope: Scope, name: Name): Current {
  const value = evaluate(expansion, scope, name);
  if (typeof value === 'object' && value.kind === 'tensor') return value.tensor;
  if (!isUnknown(value)) report(expansion, scope.frame, name.span, 'tensor-wanted', { found: formatValue(value) });
  return undefined;
}

function runFacts(expansion: Expansion, scope: Scope, statement: Facts, { current, from }: LineAbove): void {
  const { kind, claims, span } = statement;
  if (kind === 'budget' && scope.frame.definition?.kind === 'block') {
    report(expansion, scope.frame, span, 'statement-in-block', { statement: 'budget' });
    return;
  }
  for (const claim of claims) {
    const wanted = wantedOf(expansion, scope, claim, kind);
    if (wanted === undefined) continue;
    const { fact, operator } = claim;
    const about = { fact: fact.text, operator, wanted, span: claim.span, frame: scope.frame };
    if (kind === 'budget') expansion.claims.push(about);
    else if (current?.layer !== undefined) expansion.claims.push({ ...about, line: { result: current.layer, from } });
  }
}

/** The value a claim compares with; undefined, with an error, for an unknown fact or a value it cannot be held to. */
function wantedOf(
  expansion: Expansion,
  scope: Scope,
  { fact, value: expression }: Claim,
  kind: Facts['kind'],
): number | readonly number[] | undefined {
  if (fact.text && !facts[kind].includes(fact.text)) {
    report(expansion, scope.frame, fact.span, 'unknown-fact', { name: fact.text, facts: facts[kind].join(', ') });
    return undefined;
  }
  const value = evaluate(expansion, scope, expression);
  if (isUnknown(value)) return undefined;
  const wanted = sizesOf(value);
  if (wanted === undefined)
    report(expansion, scope.frame, expression.span, 'shape-wanted', { found: formatValue(value) });
  return fact.text ? wanted : undefined;
}
