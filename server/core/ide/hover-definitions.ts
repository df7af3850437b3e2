/** Blocks, models and their parameters, for a hover. */
import type { Device } from '../analysis/roofline.ts';
import type { Analysis, Entity } from '../analyze.ts';
import type { Definition } from '../language/tree.ts';
import { formatValue } from '../network/values.ts';
import { runOf } from './call-sites.ts';
import { modelFacts, usesFacts } from './hover-facts.ts';
import { instancesOf, shownInstance, type Chosen } from './instances.ts';
import { codeBlock, paragraphs } from './markdown.ts';
import { parameterDocumentation } from './parameter-documentation.ts';
import { definitionSignature } from './signature.ts';
import { textOf } from './text-of.ts';
import type { Span } from '../text.ts';
import { ENGLISH, joined, say, sentence, type Text } from '../words.ts';

type Of<Kind extends Entity['kind']> = Extract<Entity, { readonly kind: Kind }>;
type Parts = readonly (Text | undefined)[];

/** A call has facts of its own; where the name is given, the facts are those of all uses. */
export function describeBlock(
  analysis: Analysis,
  block: Of<'block' | 'model'>,
  { start }: Span,
  facts: Text | undefined,
): Parts {
  const head = definitionHead(analysis, block);
  if (block.library) return [head, facts, say`A block of the library.`];
  const isGiven = block.place.file === analysis.file && block.place.span.start === start;
  const runs = instancesOf(analysis, block.definition).flatMap(({ call }) => runOf(analysis, call) ?? []);
  if (runs.length === 0) return [head, facts, say`Not used in this file.`];
  if (isGiven) return [head, usesFacts(runs, analysis.models.length === 1 ? analysis.models[0] : undefined)];
  return [head, facts, runs.length === 1 ? say`Used once in this file.` : say`Used ${runs.length} times in this file.`];
}

export function describeModel(analysis: Analysis, entity: Of<'block' | 'model'>, devices: readonly Device[]): Parts {
  const model = analysis.models.find(({ definition }) => definition === entity.definition);
  return [definitionHead(analysis, entity), model && modelFacts(model, devices)];
}

function definitionHead(analysis: Analysis, { place, definition }: Of<'block' | 'model'>): Text {
  const signature = definitionSignature(definition, textOf(analysis, place.file));
  return paragraphs(codeBlock(`${definition.kind} ${signature}`), sentence(definition.documentation ?? ''));
}

/** What a parameter holds in the use that is shown, and in all. */
export function describeParameter(
  analysis: Analysis,
  { name, place, value }: Of<'parameter' | 'let' | 'variable'>,
  chosen: Chosen,
): Parts {
  const definition = analysis.tree.items.find(
    (item): item is Definition =>
      (item.kind === 'block' || item.kind === 'model') &&
      place.file === analysis.file &&
      item.parameters.some(parameter => parameter.name.span.start === place.span.start),
  );
  const shown = definition?.kind === 'block' ? shownInstance(analysis, definition, chosen) : undefined;
  const here = shown ? (givenTo(shown.call.given, name) ?? standardOf(analysis, definition, name) ?? value) : value;
  return [
    codeBlock(joined([`parameter ${name}`, here ?? ''], ' = ')),
    definition && sentence(parameterDocumentation(definition, name) ?? ''),
    definition?.kind === 'block' ? valuesText(analysis, definition, name) : undefined,
  ];
}

const givenTo = (given: NonNullable<ReturnType<typeof shownInstance>>['call']['given'], name: string) => {
  const found = given?.get(name);
  return found === undefined ? undefined : formatValue(found);
};

function standardOf({ text }: Analysis, definition: Definition | undefined, name: string): string | undefined {
  const standard = definition?.parameters.find(parameter => parameter.name.text === name)?.default;
  return standard && text.slice(standard.span.start, standard.span.end);
}

const MOST_VALUES = 6;

function valuesText(analysis: Analysis, definition: Definition, name: string): Text | undefined {
  const instances = instancesOf(analysis, definition);
  const values = instances.map(
    ({ call }) => givenTo(call.given, name) ?? standardOf(analysis, definition, name) ?? '?',
  );
  const distinct = [...new Map(values.map(value => [ENGLISH(value), value])).values()];
  if (distinct.length < 2) return undefined;
  const more = distinct.length > MOST_VALUES ? ['…'] : [];
  return say`In its ${instances.length} uses: ${joined([...distinct.slice(0, MOST_VALUES), ...more], ', ')}.`;
}
