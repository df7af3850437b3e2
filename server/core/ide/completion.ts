/** What may be written at a place of the text, best first. */
import type { Analysis, Entity } from '../analyze.ts';
import { functions } from '../network/arithmetic.ts';
import { attributeNames } from '../network/attributes.ts';
import { facts } from '../network/facts.ts';
import type { Definition } from '../language/tree.ts';
import { library } from '../library/library.ts';
import type { Operation } from '../ops/operation.ts';
import { formatShape } from '../ops/shape.ts';
import type { Span } from '../text.ts';
import { cursorAt, type Cursor, type OpenCall } from './cursor.ts';
import { codeBlock, paragraphs } from './markdown.ts';
import { definitionSignature, formatPlain, operationSignature } from './signature.ts';

export type CompletionKind =
  'operation' | 'block' | 'tensor' | 'parameter' | 'value' | 'word' | 'attribute' | 'keyword';

export interface Completion {
  readonly kind: CompletionKind;
  readonly label: string;
  /** What it replaces: the word that ends at the cursor, and the rest of that word behind it. */
  readonly span: Span;
  /** What is written, with LSP's tab stops, where it is more than the label. */
  readonly snippet?: string;
  /** Its shape, its value, its signature: what fits on the item's line. */
  readonly detail?: string;
  readonly documentation?: string;
}

/** Without regard to what is typed of the word at the cursor: clients filter by it. */
export function completions(analysis: Analysis, offset: number): readonly Completion[] {
  const cursor = cursorAt(analysis.text, offset);
  const span = { start: cursor.wordStart, end: offset };
  return suggestions(analysis, offset, cursor).map(suggestion => ({ ...suggestion, span }));
}

type Suggestion = Omit<Completion, 'span'>;

function suggestions(analysis: Analysis, offset: number, { place, call }: Cursor): readonly Suggestion[] {
  const visible = innermost(analysis.visibleAt(offset));
  const about = (entity: Entity): Suggestion => suggestionOf(analysis, entity);
  switch (place.kind) {
    case 'file':
      return FILE_KEYWORDS;
    case 'line':
      return [...visible.filter(startsChain).map(about), ...CHAIN_KEYWORDS, ...LINE_KEYWORDS];
    case 'chain':
      return [...visible.filter(startsChain).map(about), ...CHAIN_KEYWORDS];
    case 'step':
      return [...visible.filter(isStep).map(about), ...CHAIN_KEYWORDS];
    case 'value':
      return values(visible, about);
    case 'member':
      return attributeNames.map(label => ({ kind: 'attribute', label }));
    case 'fact':
      return facts[place.statement].map(label => ({ kind: 'word', label }));
    case 'argument':
      return call ? argument(visible, about, call, place.parameter) : [];
    case 'none':
      return [];
  }
}

/** The names that are not hidden by a nearer one. */
const innermost = (visible: readonly Entity[]): readonly Entity[] =>
  [...new Map(visible.toReversed().map(entity => [entity.name, entity])).values()].toReversed();

/** A parameter may hold a layer or a chain; one that holds a number, a list or a truth value is none. */
const isStep = (entity: Entity): boolean =>
  entity.kind === 'operation' ||
  entity.kind === 'block' ||
  (entity.kind === 'parameter' && !/^([-\d[]|true$|false$)/.test(entity.value ?? ''));

const startsChain = (entity: Entity): boolean => entity.kind === 'tensor' || isStep(entity);

const isValue = ({ kind }: Entity): boolean => kind === 'parameter' || kind === 'let' || kind === 'variable';

type Describe = (entity: Entity) => Suggestion;

const values = (visible: readonly Entity[], about: Describe): readonly Suggestion[] => [
  ...visible.filter(isValue).map(about),
  { kind: 'keyword', label: 'in', detail: 'the tensor that entered the block' },
  ...[...functions.keys()].map((label): Suggestion => ({ kind: 'value', label, snippet: `${label}($1)` })),
];

/** In a merge chains; elsewhere the parameters that are not given yet, or what the one before the cursor takes. */
function argument(
  visible: readonly Entity[],
  about: Describe,
  call: OpenCall,
  parameter: string | undefined,
): readonly Suggestion[] {
  const callee = visible.find(entity => entity.name === call.callee && isStep(entity));
  const chains = (): readonly Suggestion[] => [...visible.filter(startsChain).map(about), ...CHAIN_KEYWORDS];
  if (callee?.kind === 'block') return [...missingOfBlock(callee.definition, call), ...chains()];
  if (callee?.kind !== 'operation') return chains();
  const { operation } = callee;
  if (parameter !== undefined && operation.arity !== 'many')
    return [...wordsOf(operation, parameter), ...values(visible, about)];
  if (operation.arity === 'many') return chains();
  return [...missingOf(operation, call), ...values(visible, about)];
}

const missingOf = ({ parameters }: Operation, call: OpenCall): readonly Suggestion[] =>
  Object.entries(parameters)
    .filter(([name], index) => index >= call.index - call.named.length && !call.named.includes(name))
    .map(([name, parameter]) => ({
      kind: 'parameter',
      label: `${name}=`,
      detail: parameter.default === undefined ? 'must be given' : `default ${formatPlain(parameter.default)}`,
      documentation: paragraphs(parameter.documentation, `Takes ${parameter.type.wants}.`),
    }));

const missingOfBlock = ({ parameters }: Definition, call: OpenCall): readonly Suggestion[] =>
  parameters
    .map(({ name }) => name.text)
    .filter((name, index) => index >= call.index - call.named.length && !call.named.includes(name))
    .map(name => ({ kind: 'parameter', label: `${name}=` }));

function wordsOf({ parameters }: Operation, name: string): readonly Suggestion[] {
  const parameter = parameters[name];
  const words = typeof parameter?.default === 'boolean' ? ['true', 'false'] : (parameter?.type.words ?? []);
  return words.map(label => ({ kind: 'word', label }));
}

function suggestionOf({ file, text }: Analysis, entity: Entity): Suggestion {
  const { name: label } = entity;
  switch (entity.kind) {
    case 'operation':
      return operationSuggestion(entity.operation);
    case 'block':
    case 'model':
      return blockSuggestion(entity.definition, entity.place.file === file ? text : library[entity.place.file]);
    case 'tensor':
      return { kind: 'tensor', label, ...(entity.shape && { detail: formatShape(entity.shape) }) };
    case 'argument':
      return { kind: 'parameter', label };
    default:
      return { kind: 'value', label, ...(entity.value !== undefined && { detail: entity.value }) };
  }
}

function operationSuggestion(operation: Operation): Suggestion {
  const required = Object.entries(operation.parameters).filter(([, parameter]) => parameter.default === undefined);
  const holes = operation.arity === 'many' ? ['', ...required.map(([name]) => name)] : required.map(([name]) => name);
  return {
    kind: 'operation',
    label: operation.name,
    detail: operation.summary,
    documentation: paragraphs(codeBlock(operationSignature(operation)), operation.documentation),
    ...withHoles(operation.name, holes),
  };
}

function blockSuggestion(definition: Definition, text: string | undefined): Suggestion {
  const required = definition.parameters.filter(parameter => !parameter.default);
  const signature = definitionSignature(definition, text);
  return {
    kind: 'block',
    label: definition.name.text,
    detail: signature,
    documentation: paragraphs(codeBlock(`block ${signature}`), definition.documentation),
    ...withHoles(
      definition.name.text,
      required.map(({ name }) => name.text),
    ),
  };
}

/** `conv(${1:out}, ${2:kernel})`; a name alone needs no snippet. */
const withHoles = (name: string, holes: readonly string[]): { readonly snippet?: string } =>
  holes.length === 0 ? {} : { snippet: `${name}(${holes.map((hole, index) => tabStop(index + 1, hole)).join(', ')})` };

const tabStop = (place: number, text: string): string => `\${${place}:${text.replace(/[\\$}]/g, '\\$&')}}`;

const keyword = (label: string, detail: string, snippet: string): Suggestion => ({
  kind: 'keyword',
  label,
  detail,
  snippet,
});

const FILE_KEYWORDS: readonly Suggestion[] = [
  keyword('model', 'a network', 'model ${1:Name}(${2:classes=10}) {\n  input(${3:3x224x224})\n  $0\n}'),
  keyword('block', 'layers to be used many times', 'block ${1:name}(${2:out}) {\n  $0\n}'),
  keyword('let', 'a name for a value', 'let ${1:name} = $0'),
  keyword('import', 'blocks of another file', 'import ${1:name} from "${2:file}.cnn"'),
];

const CHAIN_KEYWORDS: readonly Suggestion[] = [
  keyword('if', 'layers under a condition', 'if ${1:condition} { $0 }'),
  keyword('repeat', 'layers many times over', 'repeat ${1:count} { $0 }'),
  keyword('for', 'layers once for each value', 'for ${1:name} in ${2:0..4} { $0 }'),
  keyword('reuse', 'layers again, with the same weights', 'reuse(${1:label})'),
];

const LINE_KEYWORDS: readonly Suggestion[] = [
  keyword('let', 'a name for a value', 'let ${1:name} = $0'),
  keyword('output', 'a result of the model', 'output ${1:name}'),
  keyword('expect', 'what must hold of the line above', 'expect ${1:rf >= 91}'),
  keyword('budget', 'what must hold of the model', 'budget ${1:params <= 1.2M}'),
  keyword('weights', 'trained values', 'weights "${1:file}.safetensors"'),
];
