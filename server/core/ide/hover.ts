/** What a name in the text is, and everything known about it, as Markdown. */
import type { Analysis, Entity, ModelAnalysis, Reference } from '../analyze.ts';
import { sizesText } from '../analysis/mismatch.ts';
import { inputShape } from '../analysis/sizes.ts';
import { library } from '../library/library.ts';
import type { Operation } from '../ops/operation.ts';
import { formatShape } from '../ops/shape.ts';
import type { Span } from '../text.ts';
import { siteNamed } from './call-sites.ts';
import { callFacts } from './hover-facts.ts';
import { hoverPicture } from './hover-picture.ts';
import { instancesOf, NONE_CHOSEN, shownRun, type Chosen } from './instances.ts';
import { code, codeBlock, paragraphs } from './markdown.ts';
import { referenceAt } from './references.ts';
import { definitionSignature, operationSignature, parameterText } from './signature.ts';
import { totalsText } from './totals-text.ts';
import { joined, say, sentence, type Text } from '../words.ts';

export interface Hover {
  readonly span: Span;
  readonly markdown: Text;
}

export interface HoverOptions {
  readonly chosen: Chosen;
  /** Whether the reader's editor shows images whose data is in their address. */
  readonly pictures: boolean;
}

/** Undefined where there is no name that means something. */
export function hoverAt(
  analysis: Analysis,
  offset: number,
  { chosen, pictures }: HoverOptions = { chosen: NONE_CHOSEN, pictures: false },
): Hover | undefined {
  const reference = referenceAt(analysis, offset);
  if (!reference) return undefined;
  const site = siteNamed(analysis, reference.span);
  const run = site && shownRun(analysis, site, chosen).run;
  const [head, tail] = describe(analysis, reference);
  const facts = site && run && paragraphs(callFacts(site, run), pictures ? hoverPicture(run) : '');
  return { span: reference.span, markdown: paragraphs(head, facts, tail) };
}

/** What stands above the facts of a call, and what below. */
type Description = readonly [head: Text, tail?: Text | undefined];

function describe(analysis: Analysis, { entity }: Reference): Description {
  switch (entity.kind) {
    case 'operation':
      return describeOperation(entity.operation);
    case 'block':
    case 'model':
      return entity.kind === 'block' ? describeBlock(analysis, entity) : describeModel(analysis, entity);
    case 'tensor':
      return describeTensor(analysis, entity);
    case 'argument':
      return describeArgument(entity);
    default:
      return [codeBlock(joined([`${entity.kind} ${entity.name}`, entity.value ?? ''], ' = '))];
  }
}

type Of<Kind extends Entity['kind']> = Extract<Entity, { readonly kind: Kind }>;

type DefinitionEntity = Of<'block' | 'model'>;

const describeOperation = (operation: Operation): Description => [
  paragraphs(codeBlock(operationSignature(operation)), sentence(operation.summary)),
  joined(
    operation.sources.map(source => say`[${sourceName(source)}](${source})`),
    ' · ',
  ),
];

const sourceName = (address: string): Text => {
  const host = /^https?:\/\/(?:www\.|docs\.)?([^/]+)/.exec(address)?.[1] ?? address;
  return SOURCES[host] ?? host;
};

const SOURCES: Readonly<Record<string, Text>> = {
  'pytorch.org': 'PyTorch',
  'onnx.ai': 'ONNX',
  'arxiv.org': say`The paper`,
  'doi.org': say`The paper`,
};

function describeBlock(analysis: Analysis, block: DefinitionEntity): Description {
  const uses = instancesOf(analysis, block.definition).length;
  const used = block.library ? say`A block of the library.` : usesText(uses);
  return [definitionHead(analysis, block), used];
}

const usesText = (uses: number): Text => {
  if (uses === 0) return say`Not used in this file.`;
  return uses === 1 ? say`Used once in this file.` : say`Used ${uses} times in this file.`;
};

function describeModel(analysis: Analysis, entity: DefinitionEntity): Description {
  const model = analysis.models.find(({ definition }) => definition === entity.definition);
  if (!model) return [definitionHead(analysis, entity)];
  const totals = joined([say`${model.network.layers.length} layers`, totalsText(model)], ' · ');
  return [definitionHead(analysis, entity), paragraphs(totals, inputSizes(model))];
}

function inputSizes({ network, validSizes }: ModelAnalysis): Text | undefined {
  const shape = inputShape(network);
  const text = shape && validSizes && sizesText(validSizes, shape);
  return text ? say`Input sizes that work: ${text}.` : undefined;
}

function definitionHead(analysis: Analysis, { place, definition }: DefinitionEntity): Text {
  const text = place.file === analysis.file ? analysis.text : library[place.file];
  const { kind, documentation = '' } = definition;
  return paragraphs(codeBlock(`${kind} ${definitionSignature(definition, text)}`), sentence(documentation));
}

/** The tensor's shape, and the line that made it. */
function describeTensor({ file, text }: Analysis, { name, place, shape }: Of<'tensor'>): Description {
  const line = place.file === file ? lineAt(text, place.span.start) : '';
  return [
    codeBlock(say`${name}: ${shape ? formatShape(shape) : say`unknown`}`),
    line.startsWith(`${name} `) ? codeBlock(line) : undefined,
  ];
}

const lineAt = (text: string, offset: number): string => {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return (text.slice(start).split('\n', 1)[0] ?? '').trim();
};

function describeArgument({ name, operation }: Of<'argument'>): Description {
  const parameter = operation.parameters[name];
  if (!parameter) return [code(name)];
  const { type, documentation } = parameter;
  return [
    codeBlock(`${operation.name}(${parameterText(name, parameter)})`),
    paragraphs(sentence(documentation), say`Takes ${type.wants}.`),
  ];
}
