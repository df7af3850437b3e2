/** Runs the rules over the models of a file, and puts what they find in the text. */
import type { Analysis, ModelAnalysis } from '../analyze.ts';
import { closest } from '../closest.ts';
import { diagnose, diagnosticAt, type Diagnostic, type Fix, type Related } from '../diagnostics.ts';
import type { Allow } from '../language/comments.ts';
import { nodesOf } from '../language/tree-walk.ts';
import type { Call } from '../language/tree.ts';
import type { Layer, Origin } from '../network/network.ts';
import type { Span } from '../text.ts';
import { adviceCatalogue } from './catalogue.ts';
import type { Advice, Subject } from './rule.ts';
import { rules } from './rules.ts';
import { say } from '../words.ts';

type Source = Pick<Analysis, 'file' | 'tree' | 'models'>;

/** Advice on a file without errors, in no order. `allows` are the comments that silence some of it. */
export function advise(source: Source, allows: readonly Allow[]): readonly Diagnostic[] {
  const { models } = source;
  const names = namesIn(source);
  const found = models.flatMap(model => {
    const subject = subjectOf(source, model, names);
    return rules.flatMap(rule => rule.find(subject));
  });
  const placed = place(source, found);
  const silenced = silencing(placed, allows);
  const busy = new Set([...silenced.values()].flat());
  return [
    ...placed.filter(diagnostic => !silenced.has(diagnostic)),
    ...allows.filter(allow => !busy.has(allow)).flatMap(allow => idle(allow, models)),
  ];
}

/** What `allows`, which are in the order of the text, silence, and which of them do: those of its code on its line. */
function silencing(placed: readonly Diagnostic[], allows: readonly Allow[]): ReadonlyMap<Diagnostic, readonly Allow[]> {
  const silenced = new Map<Diagnostic, readonly Allow[]>();
  let next = 0;
  for (const diagnostic of placed.toSorted((a, b) => a.span.start - b.span.start)) {
    const { start } = diagnostic.span;
    while ((allows[next]?.line.end ?? start) < start) next += 1;
    let last = next;
    while ((allows[last]?.line.start ?? Infinity) <= start) last += 1;
    const own = allows.slice(next, last).filter(({ code }) => code === diagnostic.code);
    if (own.length > 0) silenced.set(diagnostic, own);
  }
  return silenced;
}

/** An `allow` that silences nothing. What the blocks of a file without models would call for is not known. */
function idle({ code, span }: Allow, models: readonly ModelAnalysis[]): readonly Diagnostic[] {
  if (Object.hasOwn(adviceCatalogue, code)) return models.length > 0 ? [diagnose(span, 'allow-unused', { code })] : [];
  const meant = closest(
    code,
    rules.map(rule => rule.code),
  );
  return [diagnose(span, 'allow-unknown', { code, hint: meant ? say` Did you mean ${meant}?` : '' })];
}

/** Of definitions the bodies and defaults; not their names. */
function namesIn({ tree }: Source): ReadonlySet<string> {
  const parts = tree.items.flatMap(item => {
    if (item.kind === 'import') return [];
    if (item.kind === 'let') return [item.value];
    return [item.body, ...item.parameters.flatMap(parameter => parameter.default ?? [])];
  });
  return new Set(parts.flatMap(nodesOf).flatMap(node => (node.kind === 'name' ? node.text : [])));
}

function subjectOf({ tree }: Source, model: ModelAnalysis, names: ReadonlySet<string>): Subject {
  const { layers, outputs } = model.network;
  const readers: Layer[][] = layers.map(() => []);
  for (const layer of layers) for (const input of new Set(layer.inputs)) readers[input]?.push(layer);
  const named = new Set(outputs.map(({ layer }) => layer));
  return { tree, names, model, layers, readers, isOutput: ({ id }) => named.has(id) };
}

/** Advice on its way to a place: the call that it is about, seen from inside of a block or from its use. */
interface Waiting {
  readonly advice: Advice;
  readonly origin: Origin;
  readonly related: readonly Related[];
}

/**
 * As an error, advice stands in a block if all its uses call for it, else at those that do. What a block of another file
 * calls for is told there, and of the library nowhere.
 */
function place(source: Source, found: readonly Advice[]): readonly Diagnostic[] {
  const runs = countRuns(source.models);
  const placed = found.flatMap(({ at, finding }) => ('id' in at ? [] : [diagnosticAt(at, finding)]));
  let waiting: readonly Waiting[] = found.flatMap(advice =>
    'id' in advice.at && advice.at.origin.file === source.file
      ? [{ advice, origin: advice.at.origin, related: [] }]
      : [],
  );
  while (waiting.length > 0) {
    const moved: Waiting[] = [];
    for (const group of samePlace(waiting)) {
      const [first] = group;
      if (!first) continue;
      const everywhere = new Set(group.map(({ origin }) => origin)).size === runs.get(placeKey(first.origin))?.size;
      if (everywhere || !first.origin.caller) placed.push(diagnosticOf(source, first));
      else for (const one of group) moved.push(...toCaller(source, one));
    }
    waiting = moved;
  }
  const places = new Map(placed.map(diagnostic => [`${diagnostic.code} ${diagnostic.span.start}`, diagnostic]));
  return [...places.values()];
}

function toCaller({ file }: Source, { advice, origin, related }: Waiting): readonly Waiting[] {
  const { caller } = origin;
  if (caller?.file !== file) return [];
  return [
    { advice, origin: caller, related: [{ file, span: origin.name, message: say`Here, in the block.` }, ...related] },
  ];
}

function diagnosticOf({ tree }: Source, { advice, origin, related }: Waiting): Diagnostic {
  const { at, finding, fix } = advice;
  const isOwn = 'id' in at && at.origin === origin;
  const call = isOwn && fix ? callAt(tree.items.flatMap(nodesOf), origin.span) : undefined;
  const fixed: Fix | undefined = call && fix?.(call);
  return diagnosticAt(origin.name, finding, { related, fixes: fixed ? [fixed] : [] });
}

const callAt = (nodes: ReturnType<typeof nodesOf>, { start, end }: Span): Call | undefined =>
  nodes.find((node): node is Call => node.kind === 'call' && node.span.start === start && node.span.end === end);

const placeKey = ({ file, name }: Origin): string => `${file} ${name.start}`;

/** How often each call ran, over all models: the origins that stand at its place. */
function countRuns(models: readonly ModelAnalysis[]): ReadonlyMap<string, ReadonlySet<Origin>> {
  const runs = new Map<string, Set<Origin>>();
  for (const { origin } of models.flatMap(({ network }) => network.layers))
    for (let at: Origin | undefined = origin; at; at = at.caller) {
      const known = runs.get(placeKey(at));
      if (known) known.add(at);
      else runs.set(placeKey(at), new Set([at]));
    }
  return runs;
}

function samePlace(waiting: readonly Waiting[]): readonly (readonly Waiting[])[] {
  const groups = new Map<string, Waiting[]>();
  for (const one of waiting) {
    const key = `${one.advice.finding.code} ${placeKey(one.origin)}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}
