import type { Analysis } from '../../analyze.ts';
import type { TextEdit } from '../../diagnostics.ts';
import { applyEdits } from '../../edits.ts';
import type { Call, Definition, Expression, Name } from '../../language/tree.ts';
import { nodesOf } from '../../language/tree-walk.ts';
import type { Action, Selected } from './action.ts';
import { say } from '../../words.ts';

/** Writes a block's lines where it is called, its parameters replaced. Only where no label of it would meet another. */
export function inlineBlock({ analysis, span, call, line }: Selected): Action | undefined {
  const step: Call | Name | undefined = call ?? (line?.chain.kind === 'name' ? line.chain : undefined);
  const name = step?.kind === 'call' ? step.callee : step;
  const definition = name && definitionOf(analysis, name);
  if (!step || !name || !definition || span.start > name.span.end || !isPlain(definition)) return undefined;
  const values = argumentValues(analysis.text, definition, step.kind === 'call' ? step : undefined);
  const hasLabels = nodesOf(definition.body).some(node => node.kind === 'line' && node.label);
  // A label on the whole opens a level, in which those of the block are as much their own as before.
  if (!values || (hasLabels && !(line?.label && line.chain === step))) return undefined;
  const text = indented(analysis.text, step.span.start, bodyText(analysis, definition, values));
  const edits = [{ span: step.span, text }];
  const title = keepsPaths(analysis, edits) ? say`Inline ${name.text}` : say`Inline ${name.text}; paths change`;
  return { title, kind: 'refactor.inline', edits };
}

/** A call counts in its level, a group does not: what comes behind it may have another number. */
function keepsPaths({ text, models, revised }: Analysis, edits: readonly TextEdit[]): boolean {
  const pathsOf = (some: Analysis['models']) => some.flatMap(({ network }) => network.layers.map(({ path }) => path));
  const after = pathsOf(revised(applyEdits(text, edits)).models);
  return pathsOf(models).every((path, index) => path === after[index]);
}

function definitionOf({ occurrences, tree }: Selected['analysis'], name: Name): Definition | undefined {
  const symbol = occurrences.find(({ span }) => span.start === name.span.start)?.symbols[0];
  const item = tree.items.find(
    candidate => candidate.kind === 'block' && candidate.name.span.start === symbol?.definitions[0].start,
  );
  return item?.kind === 'block' && symbol?.kind === 'block' ? item : undefined;
}

/** Without `in`, which would be another tensor, and without `let`, whose name would last longer. */
const isPlain = ({ body }: Definition): boolean =>
  !nodesOf(body).some(node => node.kind === 'let' || (node.kind === 'name' && node.text === 'in'));

/** The text of each parameter's value; undefined where one is missing, or does not fit. */
function argumentValues(
  text: string,
  { parameters }: Definition,
  call: Call | undefined,
): ReadonlyMap<string, string> | undefined {
  const values = new Map<string, string>();
  for (const [index, { name, default: standard }] of parameters.entries()) {
    const placed = call?.arguments[index];
    const given =
      call?.arguments.find(({ label }) => label?.text === name.text) ?? (placed?.label ? undefined : placed);
    const value = given?.value ?? standard;
    if (!value || (value === standard && readsParameter(value, parameters))) return undefined;
    const isSimple = ['name', 'number', 'boolean', 'call', 'size', 'list', 'member'].includes(value.kind);
    const written = text.slice(value.span.start, value.span.end);
    values.set(name.text, isSimple ? written : `(${written})`);
  }
  return values;
}

/** A default that reads another parameter says nothing where there is none. */
const readsParameter = (value: Expression, parameters: Definition['parameters']): boolean =>
  nodesOf(value).some(node => node.kind === 'name' && parameters.some(({ name }) => name.text === node.text));

/** The body with the values in their places: from the last to the first, so that the spans before stay. */
function bodyText(
  { text, occurrences }: Selected['analysis'],
  { body, parameters }: Definition,
  values: ReadonlyMap<string, string>,
): string {
  const starts = new Set(parameters.map(({ name }) => name.span.start));
  const places = occurrences.filter(
    ({ span, symbols: [symbol] }) =>
      span.start > body.span.start && span.end < body.span.end && symbol && starts.has(symbol.definitions[0].start),
  );
  return places
    .toReversed()
    .reduce(
      (written, { span, symbols: [symbol] }) =>
        written.slice(0, span.start - body.span.start) +
        (values.get(symbol?.name ?? '') ?? '') +
        written.slice(span.end - body.span.start),
      text.slice(body.span.start, body.span.end),
    );
}

/** At the depth of the line that it comes to stand in. */
function indented(text: string, offset: number, body: string): string {
  const margin = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';
  return body.replaceAll('\n', `\n${margin}`);
}
