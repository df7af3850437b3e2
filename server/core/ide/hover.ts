/** What a name in the text is, and everything known about it, as Markdown. */
import type { Analysis, Entity, Reference } from '../analyze.ts';
import type { Device } from '../analysis/roofline.ts';
import type { Argument, Call, Expression, Node } from '../language/tree.ts';
import { nodesAround } from '../language/tree-walk.ts';
import { remembered } from '../lazy.ts';
import { stepsOf } from '../network/chain.ts';
import { namedParameters } from '../network/parameter-names.ts';
import type { Operation } from '../ops/operation.ts';
import { formatShape } from '../ops/shape.ts';
import { touches, type Span } from '../text.ts';
import { callSites, resultOf, siteNamed, type CallSite } from './call-sites.ts';
import { describeBlock, describeModel, describeParameter } from './hover-definitions.ts';
import { callFacts } from './hover-facts.ts';
import { hoverPicture } from './hover-picture.ts';
import { wordAt } from './hover-words.ts';
import { NONE_CHOSEN, shownRun, type Chosen } from './instances.ts';
import { code, codeBlock, linked, paragraphs, type LinkTo } from './markdown.ts';
import { parameterDocumentation } from './parameter-documentation.ts';
import { referenceAt } from './references.ts';
import { formatRead, operationSignature, parameterText } from './signature.ts';
import { joined, say, sentence, type Text } from '../words.ts';
import { argumentPlace } from './written-at.ts';

export interface Hover {
  readonly span: Span;
  readonly markdown: Text;
}

export interface HoverOptions {
  readonly chosen?: Chosen;
  /** Whether the reader's editor shows images whose data is in their address. */
  readonly pictures?: boolean;
  /** The devices on which the reader wants to know how long a pass takes. */
  readonly devices?: readonly Device[];
  /** The address of a place, where the reader's editor goes there. */
  readonly link?: LinkTo;
}

/** Undefined where there is nothing that means something. */
export function hoverAt(
  analysis: Analysis,
  offset: number,
  { chosen = NONE_CHOSEN, pictures = false, devices = [], link }: HoverOptions = {},
): Hover | undefined {
  const about: About = { analysis, chosen, pictures, devices, link };
  const reference = referenceAt(analysis, offset);
  if (reference) return { span: reference.span, markdown: paragraphs(...describe(about, reference)) };
  return wordAt(analysis, offset, chosen) ?? valueAt(about, offset);
}

interface About {
  readonly analysis: Analysis;
  readonly chosen: Chosen;
  readonly pictures: boolean;
  readonly devices: readonly Device[];
  readonly link: LinkTo | undefined;
}

type Parts = readonly (Text | undefined)[];

function describe(about: About, reference: Reference): Parts {
  const { analysis, chosen } = about;
  const { entity, span } = reference;
  switch (entity.kind) {
    case 'operation':
      return describeOperation(about, entity.operation, siteNamed(analysis, span));
    case 'block':
      return describeBlock(analysis, entity, span, factsOfSite(about, siteNamed(analysis, span)));
    case 'model':
      return describeModel(analysis, entity, about.devices);
    case 'tensor':
      return describeTensor(about, entity);
    case 'argument':
      return describeArgument(about, entity.operation, entity.name, span);
    case 'parameter':
      return describeParameter(analysis, entity, chosen);
    default:
      return [codeBlock(joined([`${entity.kind} ${entity.name}`, entity.value ?? ''], ' = '))];
  }
}

function factsOfSite(
  { analysis, chosen, pictures, devices, link }: About,
  site: CallSite | undefined,
): Text | undefined {
  if (!site) return undefined;
  const { run } = shownRun(analysis, site, chosen);
  return paragraphs(callFacts(analysis, site, run, { devices, link }), pictures ? hoverPicture(run) : '');
}

const describeOperation = (about: About, operation: Operation, site: CallSite | undefined): Parts => [
  codeBlock(operationSignature(operation)),
  sentence(operation.summary),
  factsOfSite(about, site),
  sourcesText(operation),
];

const sourcesText = remembered(({ sources }: Operation) =>
  joined(
    sources.map(source => say`[${sourceName(source)}](${source})`),
    ' · ',
  ),
);

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

/** The tensor's shape in the use that is shown, the line that made it, and what its last call does. */
function describeTensor(about: About, { name, place, shape }: Extract<Entity, { kind: 'tensor' }>): Parts {
  const { analysis, chosen } = about;
  const line =
    place.file === analysis.file ? nodesAround(analysis.tree, place.span.start).findLast(isLabelled) : undefined;
  const chain = line && chainOf(line);
  const last = chain && stepsOf(chain).at(-1);
  const site =
    last && callSites(analysis).find(({ span }) => span.start === last.span.start && span.end === last.span.end);
  const output = site ? resultOf(shownRun(analysis, site, chosen).run).output : shape;
  const written = line && analysis.text.slice(line.span.start, line.span.end);
  return [
    codeBlock(say`${name}: ${output ? formatShape(output) : say`unknown`}`),
    written !== undefined && !written.includes('\n') ? codeBlock(written) : undefined,
    factsOfSite(about, site),
  ];
}

const isLabelled = (node: Node): node is Extract<Node, { kind: 'line' | 'argument' }> =>
  (node.kind === 'line' || node.kind === 'argument') && node.label !== undefined;

const chainOf = (node: Extract<Node, { kind: 'line' | 'argument' }>): Expression =>
  node.kind === 'line' ? node.chain : node.value;

/** What a parameter of an operation is for, and what it is in the call around `span`. */
function describeArgument(
  { analysis, chosen, link }: About,
  operation: Operation,
  name: string,
  { start }: Span,
): Parts {
  const parameter = operation.parameters[name];
  if (!parameter) return [code(name)];
  const call = nodesAround(analysis.tree, start).findLast(node => node.kind === 'call');
  const site = call && siteNamed(analysis, call.callee.span);
  const layer = site && shownRun(analysis, site, chosen).run.layers[0];
  const value = layer && formatRead(layer.values[name]);
  const here =
    layer === undefined || value === undefined
      ? ''
      : say`Here ${linked(code(value), () => argumentPlace(analysis, layer, name), link)}.`;
  return [
    codeBlock(`${operation.name}(${parameterText(name, parameter)})`),
    sentence(parameter.documentation),
    joined([say`Takes ${parameter.type.wants}.`, here], ' '),
  ];
}

/** A value that a call is given says what it is given for. */
function valueAt(about: About, offset: number): Hover | undefined {
  const { analysis } = about;
  const around = nodesAround(analysis.tree, offset);
  const call = around.findLast((node): node is Call => node.kind === 'call');
  const argument = around.findLast((node): node is Argument => node.kind === 'argument');
  if (!argument || !call?.arguments.includes(argument) || !touches(argument.value.span, offset)) return undefined;
  const entity = analysis.references.find(({ span }) => span.start === call.callee.span.start)?.entity;
  const parts = entity && describeGiven(about, entity, argument, call.arguments.indexOf(argument));
  return parts && { span: argument.value.span, markdown: paragraphs(...parts) };
}

function describeGiven(about: About, entity: Entity, { label, value }: Argument, index: number): Parts | undefined {
  if (entity.kind === 'operation' && entity.operation.arity !== 'many') {
    const { entries, byName } = namedParameters(entity.operation);
    const name = label ? byName.get(label.text) : entries[index]?.[0];
    return name === undefined ? undefined : describeArgument(about, entity.operation, name, value.span);
  }
  if (entity.kind !== 'block') return undefined;
  const { definition } = entity;
  const parameter = definition.parameters.find(({ name }, place) =>
    label ? name.text === label.text : place === index,
  );
  const name = parameter?.name.text;
  return name === undefined
    ? undefined
    : [codeBlock(`${definition.name.text}(${name})`), sentence(parameterDocumentation(definition, name) ?? '')];
}
