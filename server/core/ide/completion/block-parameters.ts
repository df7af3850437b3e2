/** What a block's parameter takes, told from its default and from what its body does with it. */
import type { Entity } from '../../analyze.ts';
import type { Call, Definition, Expression, Node, Parameter } from '../../language/tree.ts';
import { nodesOf } from '../../language/tree-walk.ts';
import { namedParameters } from '../../network/parameter-names.ts';
import type { Operation } from '../../ops/operation.ts';
import type { Plain } from '../../ops/parameters.ts';
import type { Shape } from '../../ops/shape.ts';
import { candidates } from './candidates.ts';
import { isStep } from './visible-names.ts';

export interface Kinds {
  readonly values: boolean;
  /** Layers, chains and tensors. */
  readonly chains: boolean;
}

/** Both where neither a default nor the body tells. */
export function takes(definition: Definition, parameter: Parameter, visible: readonly Entity[]): Kinds {
  const { name, default: standard } = parameter;
  const isStepName =
    standard?.kind === 'name' && visible.some(entity => entity.name === standard.text && isStep(entity));
  if (isStepName || standard?.kind === 'group' || standard?.kind === 'chain' || isCalled(definition, name.text))
    return { values: false, chains: true };
  const isValue =
    standard !== undefined || isReckoned(definition, name.text) || handedTo(definition, name.text, visible).length > 0;
  return { values: true, chains: !isValue };
}

const isCalled = ({ body }: Definition, name: string): boolean =>
  nodesOf(body).some(node => node.kind === 'call' && node.callee.text === name);

/** Whether it says how often something is repeated. */
export const countsTurns = ({ body }: Definition, { name }: Parameter): boolean =>
  nodesOf(body).some(node => turnsOf(node).some(turns => nodesOf(turns).some(part => isNamed(part, name.text))));

/** Whether it counts a repetition, or is a part of a sum or a comparison. */
const isReckoned = ({ body }: Definition, name: string): boolean =>
  nodesOf(body).some(node => {
    const parts = node.kind === 'binary' ? [node.left, node.right] : turnsOf(node);
    return parts.some(part => isNamed(part, name));
  });

function turnsOf(node: Node): readonly Expression[] {
  if (node.kind === 'repeat') return [node.count];
  return node.kind === 'for' && node.to ? [node.to] : [];
}

const isNamed = (node: Node, name: string): boolean => node.kind === 'name' && node.text === name;

/** Values that people try for it: those for what it is handed to, or else for an operation's parameter of its name, and its default. */
export function blockCandidates(
  definition: Definition,
  parameter: Parameter,
  visible: readonly Entity[],
  entering: Shape,
): readonly Plain[] {
  const { name, default: standard } = parameter;
  const handed = handedTo(definition, name.text, visible);
  const tried = (handed.length > 0 ? handed : [name.text]).flatMap(each => candidates(each, entering, {}));
  const usual = plainDefault(parameter);
  const flags = standard?.kind === 'boolean' ? [true, false] : [];
  const counts = tried.length === 0 && isReckoned(definition, name.text) ? COUNTS : [];
  return [...new Set([...tried, ...counts, ...(usual === undefined ? [] : [usual]), ...flags])];
}

const COUNTS = [1, 2, 3, 4];

/** The default, where it depends on nothing else. */
export const plainDefault = ({ default: standard }: Parameter): Plain | undefined => standard && plainOf(standard);

function plainOf(value: Expression): Plain | undefined {
  if (value.kind === 'number' || value.kind === 'boolean') return value.value;
  const items = value.kind === 'list' ? value.items.map(plainOf) : [undefined];
  return items.some(item => item === undefined) ? undefined : items.filter(item => item !== undefined);
}

/** The operations' parameters that a block's parameter becomes the value of, in blocks that it calls, too. */
function handedTo(
  definition: Definition,
  name: string,
  visible: readonly Entity[],
  within: readonly Definition[] = [],
): readonly string[] {
  if (within.includes(definition)) return [];
  const given = nodesOf(definition.body).flatMap(node => (node.kind === 'call' ? placesOf(node, name) : []));
  return given.flatMap(({ call, place }) => {
    const callee = visible.find(entity => entity.name === call.callee.text);
    const label = call.arguments[place]?.label?.text;
    if (callee?.kind === 'operation') return parameterOf(callee.operation, label, place);
    if (callee?.kind !== 'block') return [];
    const inner = label ?? callee.definition.parameters[place]?.name.text;
    return inner === undefined ? [] : handedTo(callee.definition, inner, visible, [...within, definition]);
  });
}

/** Where a call is given the value of a name, and nothing else. */
const placesOf = (call: Call, name: string): readonly { readonly call: Call; readonly place: number }[] =>
  call.arguments.flatMap(({ value }, place) => (isNamed(value, name) ? [{ call, place }] : []));

function parameterOf(operation: Operation, label: string | undefined, place: number): readonly string[] {
  const { entries, byName } = namedParameters(operation);
  const name = label === undefined ? entries[place]?.[0] : byName.get(label);
  // A merge's arguments are chains.
  return operation.arity === 'many' || name === undefined ? [] : [name];
}
