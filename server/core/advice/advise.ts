/** Runs the rules over the models of a file, and puts what they find in the text. */
import type { Analysis, ModelAnalysis } from '../analyze.ts';
import { closest } from '../closest.ts';
import type { Offer } from '../analysis/explain-mismatch.ts';
import { diagnose, diagnosticAt, type Diagnostic, type Related } from '../diagnostics.ts';
import type { Allow } from '../language/comments.ts';
import { lazy } from '../lazy.ts';
import { nodesOf } from '../language/tree-walk.ts';
import type { Call } from '../language/tree.ts';
import type { Layer, Origin } from '../network/network.ts';
import type { Span } from '../text.ts';
import { adviceCatalogue } from './catalogue.ts';
import { partlyRead } from './positions-read.ts';
import type { Advice, Subject } from './rule.ts';
import { rules } from './rules.ts';
import { say } from '../words.ts';

type Source = Pick<Analysis, 'file' | 'text' | 'tree' | 'models'> & { readonly offer: Offer };

/** Advice on a file without errors, in no order. `allows` are the comments that silence some of it. */
export function advise(source: Source, allows: readonly Allow[]): readonly Diagnostic[] {
  const { models } = source;
  const names = lazy(() => namesIn(source));
  const found = models.flatMap(model => {
    const subject = subjectOf(source, model, name => names().has(name));
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

function subjectOf({ tree }: Source, model: ModelAnalysis, isUsed: Subject['isUsed']): Subject {
  const { layers, outputs } = model.network;
  const readers: Layer[][] = layers.map(() => []);
  for (const layer of layers)
    for (const [order, input] of layer.inputs.entries())
      if (layer.inputs.indexOf(input) === order) readers[input]?.push(layer);
  const named = new Set(outputs.map(({ layer }) => layer));
  const subject = { tree, isUsed, model, layers, readers, isOutput: ({ id }: Layer) => named.has(id) };
  return { ...subject, partlyRead: lazy(() => partlyRead(subject)) };
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
  const placed = found.flatMap(({ at, finding, fixes }) =>
    'id' in at ? [] : [diagnosticAt(at, finding, offering(source, at, fixes))],
  );
  let waiting: readonly Waiting[] = found.flatMap(advice =>
    'id' in advice.at && advice.at.origin.file === source.file
      ? [{ advice, origin: advice.at.origin, related: [] }]
      : [],
  );
  while (waiting.length > 0) {
    const moved: Waiting[] = [];
    const runs = countRuns(source, new Set(waiting.map(({ origin }) => origin.name.start)));
    for (const group of samePlace(waiting)) {
      const [first] = group;
      if (!first) continue;
      const everywhere = new Set(group.map(({ origin }) => origin)).size === runs.get(first.origin.name.start)?.size;
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

function diagnosticOf(source: Source, { advice, origin, related }: Waiting): Diagnostic {
  const { at, finding, fixes } = advice;
  const isOwn = 'id' in at && at.origin === origin;
  const offered = offering(source, origin.span, isOwn ? fixes : undefined);
  return diagnosticAt(origin.name, finding, Object.assign(offered, { related }));
}

/** The fixes that are worth offering, told when they are asked for. */
function offering({ text, tree, offer }: Source, span: Span, fixes: Advice['fixes']) {
  const offered = lazy(() =>
    fixes ? offer(fixes({ text, span, call: callAt(tree.items.flatMap(nodesOf), span) })) : [],
  );
  return {
    get fixes() {
      return offered();
    },
  };
}

const callAt = (nodes: ReturnType<typeof nodesOf>, { start, end }: Span): Call | undefined =>
  nodes.find((node): node is Call => node.kind === 'call' && node.span.start === start && node.span.end === end);

/** How often the calls at some places of the file ran, over all models: by their start, the origins that stand there. */
function countRuns({ file, models }: Source, starts: ReadonlySet<number>): ReadonlyMap<number, ReadonlySet<Origin>> {
  const runs = new Map<number, Set<Origin>>();
  for (const { network } of models)
    for (const { origin } of network.layers)
      for (let at: Origin | undefined = origin; at; at = at.caller) {
        if (at.file !== file || !starts.has(at.name.start)) continue;
        const known = runs.get(at.name.start);
        if (known) known.add(at);
        else runs.set(at.name.start, new Set([at]));
      }
  return runs;
}

function samePlace(waiting: readonly Waiting[]): readonly (readonly Waiting[])[] {
  const groups = new Map<string, Waiting[]>();
  for (const one of waiting) {
    const key = `${one.advice.finding.code} ${one.origin.name.start}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}
