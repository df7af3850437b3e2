/** Statements as lines of a model. */
import { library } from '../../library/library.ts';
import { operations } from '../../ops/registry.ts';
import { formatShape, type Shape } from '../../ops/shape.ts';
import type { Statement } from './statement.ts';

export interface Graph {
  readonly name: string;
  readonly inputs: readonly { readonly name: string; readonly shape: Shape }[];
  readonly statements: readonly Statement[];
  /** Values. */
  readonly outputs: readonly string[];
  /** The file of its weights, if there is to be one. */
  readonly weightsFile?: string;
}

/** A model's text, formatted as the language's own formatter would. */
export function cnnText(graph: Graph): string {
  const labels = labelsOf(graph);
  const { lines } = graph.statements.reduce(
    ({ lines: above, current }, statement) => ({
      lines: [...above, lineOf(statement, current, labels)],
      current: statement.output,
    }),
    { lines: graph.inputs.map(input => inputLine(input, labels)), current: graph.inputs.at(-1)?.name ?? '' },
  );
  const last = graph.statements.at(-1)?.output;
  const isPlain = graph.outputs.length === 1 && graph.outputs[0] === last;
  const all = [
    ...lines,
    ...(isPlain ? [] : [`output ${graph.outputs.map(value => labels.named.get(value) ?? value).join(', ')}`]),
    ...(graph.weightsFile === undefined ? [] : [`weights ${JSON.stringify(graph.weightsFile)}`]),
  ];
  return `model ${graph.name} {\n${all.map(line => `  ${line}\n`).join('')}}\n`;
}

interface Labels {
  /** Names by which values are read, by value. */
  readonly named: ReadonlyMap<string, string>;
  /** Labels that are only paths, in quotes. */
  readonly quoted: ReadonlyMap<string, string>;
}

/** Only what is read elsewhere than on the next line needs a name; what has weights keeps their path. */
function labelsOf({ inputs, statements, outputs }: Graph): Labels {
  const read = new Set<string>(outputs.length === 1 && outputs[0] === statements.at(-1)?.output ? [] : outputs);
  let current = inputs.at(-1)?.name ?? '';
  for (const { inputs: entering, output } of statements) {
    for (const value of namedIn(entering, current)) read.add(value);
    current = output;
  }
  const taken = new Set([...RESERVED, ...operations.keys(), ...libraryNames()]);
  const named = new Map<string, string>();
  const quoted = new Map<string, string>();
  const name = (value: string, wanted: string) => {
    const fresh = freshName(taken, wanted);
    taken.add(fresh);
    named.set(value, fresh);
  };
  for (const input of inputs) if (inputs.length > 1 || read.has(input.name)) name(input.name, identifier(input.name));
  for (const { output, step, path } of statements) {
    const word = /^\w+/.exec(step)?.[0] ?? 'x';
    if (path !== undefined && isIdentifier(path) && !taken.has(path)) name(output, path);
    else if (read.has(output)) name(output, path === undefined ? numbered(taken, word) : identifier(path));
    else if (path !== undefined && !/^\d/.test(path) && ![...quoted.values()].includes(path)) quoted.set(output, path);
  }
  return { named, quoted };
}

/** Of what enters a statement, what it reads by name. */
const namedIn = (entering: readonly string[], current: string): readonly string[] => {
  const [first, ...others] = entering;
  return first === current && others.length <= 1 && !others.includes(current)
    ? others
    : entering.length === 1 && first === current
      ? []
      : entering;
};

function lineOf({ output, inputs, step }: Statement, current: string, { named, quoted }: Labels): string {
  const nameOf = (value: string) => named.get(value) ?? value;
  const label = named.get(output) ?? (quoted.has(output) ? JSON.stringify(quoted.get(output)) : undefined);
  const names = namedIn(inputs, current).map(nameOf);
  const chain =
    inputs.length > 1 ? `${step}(${names.join(', ')})` : names.length > 0 ? `${names.join()} -> ${step}` : step;
  return label === undefined ? chain : `${label} = ${chain}`;
}

function inputLine({ name, shape }: Graph['inputs'][number], { named }: Labels): string {
  const step = `input(${formatShape(shape).replaceAll('×', 'x')})`;
  const label = named.get(name);
  return label === undefined ? step : `${label} = ${step}`;
}

const RESERVED =
  'if else repeat for in and or not true false identity reuse input output let expect budget weights block model import'.split(
    ' ',
  );

const libraryNames = (): readonly string[] => Object.keys(library).map(file => /(\w+)\.cnn$/.exec(file)?.[1] ?? '');

const isIdentifier = (name: string): boolean => /^\p{L}[\p{L}\p{N}_]*$/u.test(name);

export function identifier(name: string): string {
  const letters = name.replace(/[^\p{L}\p{N}_]+/gu, '_').replace(/^_+|_+$/g, '');
  return isIdentifier(letters) ? letters : `x${letters}`;
}

const freshName = (taken: ReadonlySet<string>, name: string): string =>
  taken.has(name) ? numbered(taken, name) : name;

function numbered(taken: ReadonlySet<string>, stem: string): string {
  let number = 1;
  while (taken.has(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}
