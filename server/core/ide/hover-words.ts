/** The language's own words: what they do, where the text has them in that sense. */
import type { Analysis } from '../analyze.ts';
import type { Member, Node } from '../language/tree.ts';
import { nodesAround } from '../language/tree-walk.ts';
import { formatValue } from '../network/values.ts';
import { formatShape, type Shape } from '../ops/shape.ts';
import { functions } from '../network/arithmetic.ts';
import { attributeNames, attributeOf } from '../network/attributes.ts';
import type { Span } from '../text.ts';
import { runOf } from './call-sites.ts';
import { shownInstance, type Chosen } from './instances.ts';
import { joined, say, type Text } from '../words.ts';
import { codeBlock, paragraphs } from './markdown.ts';
import { factsOf } from './run-facts.ts';

interface Said {
  readonly span: Span;
  readonly markdown: Text;
}

export function wordAt(analysis: Analysis, offset: number, chosen: Chosen): Said | undefined {
  const span = wordSpan(analysis.text, offset);
  const word = analysis.text.slice(span.start, span.end);
  const around = nodesAround(analysis.tree, span.start).filter(({ span: { end } }) => end >= span.end);
  const text = nameText(analysis, word, around, chosen) ?? keywordText(word, around.at(-1));
  return text === undefined ? undefined : { span, markdown: text };
}

function wordSpan(text: string, offset: number): Span {
  const before = /[\p{L}\p{N}_$]*$/u.exec(text.slice(0, offset))?.[0].length ?? 0;
  const after = /^[\p{L}\p{N}_$]*/u.exec(text.slice(offset))?.[0].length ?? 0;
  return { start: offset - before, end: offset + after };
}

/** The keywords, each with the nodes that it begins or divides. */
const KEYWORDS: Readonly<
  Record<string, { readonly of: readonly Node['kind'][]; readonly form: string; readonly text: Text }>
> = {
  model: {
    of: ['model'],
    form: 'model name(parameter=value) { … }',
    text: say`A network. Its parameters have defaults, so that it stands alone; its last line is its output.`,
  },
  block: {
    of: ['block'],
    form: 'block name(parameter) { … }',
    text: say`Layers with a name, to be used many times. \`in\` is the tensor that enters; the last line is the result.`,
  },
  import: {
    of: ['import'],
    form: 'import name from "file.cnn"',
    text: say`Blocks and \`let\`s of another file of the workspace.`,
  },
  let: { of: ['let'], form: 'let name = value', text: say`A name for a value.` },
  if: {
    of: ['if', 'ternary'],
    form: 'if condition { … } else { … }',
    text: say`Layers under a condition. Without \`else\` the tensor passes when it is false.`,
  },
  else: {
    of: ['if', 'ternary'],
    form: 'if condition { … } else { … }',
    text: say`What happens when the condition is false.`,
  },
  repeat: {
    of: ['repeat'],
    form: 'repeat count { … }',
    text: say`Layers many times, one after the other, each with weights of its own.`,
  },
  for: {
    of: ['for'],
    form: 'for name in from..to { … }',
    text: say`Layers once for each value; \`to\` is left out of the range. As an argument of a merge each turn is a branch.`,
  },
  in: { of: ['for'], form: 'for name in from..to { … }', text: say`The values that the name takes.` },
  output: {
    of: ['output'],
    form: 'output name = chain',
    text: say`A result of the model. Without one it is the last line.`,
  },
  expect: {
    of: ['expect'],
    form: 'expect rf >= 91, params <= 1.2M',
    text: say`What must hold of the line above; an error where it does not.`,
  },
  budget: {
    of: ['budget'],
    form: 'budget params <= 1.2M, peak <= 2MB',
    text: say`What must hold of the model; an error where it does not.`,
  },
  weights: {
    of: ['weights'],
    form: 'weights "file.safetensors"',
    text: say`Trained values, by path. What the file lacks is drawn from its layer’s seeded initialiser.`,
  },
  classes: {
    of: ['classes'],
    form: 'classes "names.txt"',
    text: say`What the values or channels of an output are called: a text file, one name to a line.`,
  },
};

function keywordText(word: string, node: Node | undefined): Text | undefined {
  const keyword = Object.hasOwn(KEYWORDS, word) ? KEYWORDS[word] : undefined;
  return node && keyword?.of.includes(node.kind) ? paragraphs(codeBlock(keyword.form), keyword.text) : undefined;
}

/** Names that nobody gave: `in`, attributes of tensors, facts of claims, functions of values, `reuse`. */
function nameText(analysis: Analysis, word: string, around: readonly Node[], chosen: Chosen): Text | undefined {
  const [parent, node] = around.slice(-2);
  if (node?.kind !== 'name') return undefined;
  if (parent?.kind === 'member' && parent.name === node && attributeNames.includes(word))
    return attributeText(analysis, parent, around, chosen);
  if (word === 'in') return enteringText(analysis, around, chosen);
  if (parent?.kind === 'expect' || parent?.kind === 'budget')
    return parent.claims.some(({ fact }) => fact === node) ? FACTS[word] : undefined;
  if (parent?.kind !== 'call' || parent.callee !== node) return undefined;
  if (word === 'reuse')
    return paragraphs(
      codeBlock('reuse(label)'),
      say`Applies the layers of a label again, with the same weights: they are counted once.`,
    );
  return functions.has(word) ? FUNCTIONS[word] : undefined;
}

/** The attribute's value in the use of the block that is shown, where that is known. */
function attributeText(analysis: Analysis, { object, name }: Member, around: readonly Node[], chosen: Chosen): Text {
  const shape = object.kind === 'name' && object.text === 'in' ? enteringShape(analysis, around, chosen) : undefined;
  const value = shape && attributeOf(shape, name.text);
  return paragraphs(
    value === undefined ? '' : codeBlock(joined([`in.${name.text}`, formatValue(value)], ' = ')),
    FACTS[name.text],
  );
}

function enteringText(analysis: Analysis, around: readonly Node[], chosen: Chosen): Text {
  const shape = enteringShape(analysis, around, chosen);
  return paragraphs(codeBlock(`in${shape ? `: ${formatShape(shape)}` : ''}`), say`The tensor that entered the block.`);
}

/** What entered the block around, in its use that is shown. */
function enteringShape(analysis: Analysis, around: readonly Node[], chosen: Chosen): Shape | undefined {
  const block = around.find(node => node.kind === 'block');
  const shown = block?.kind === 'block' ? shownInstance(analysis, block, chosen) : undefined;
  const run = shown && runOf(analysis, shown.call);
  return run && factsOf(run).inputs[0];
}

const FACTS: Readonly<Record<string, Text>> = {
  channels: say`How many channels the tensor has, or features once it is flat.`,
  height: say`The size of the axis before the last.`,
  width: say`The size of the last axis.`,
  length: say`The size of the one axis of a sequence.`,
  depth: say`The size of the first of three axes.`,
  shape: say`The sizes of the tensor, channels first.`,
  rf: say`The receptive field, in input pixels: what one output can see. Where the axes differ, a claim must hold for each.`,
  jump: say`How far apart, in input pixels, the fields of neighbouring outputs are.`,
  params: say`Learnable numbers; running statistics are none.`,
  macs: say`Multiply-accumulates of one forward pass, without biases. FLOPs are twice as many.`,
  peak: say`The most bytes of activations alive at once, for a batch of 1 in float32.`,
};

const FUNCTIONS: Readonly<Record<string, Text>> = {
  min: say`The least of its numbers, or of a list.`,
  max: say`The largest of its numbers, or of a list.`,
  sum: say`The sum of its numbers, or of a list.`,
  ceil: say`The next whole number that is not less.`,
  floor: say`The next whole number that is not greater.`,
  round: say`The nearest whole number; halves go to the even one, as in Python.`,
  abs: say`The number without its sign.`,
  sqrt: say`The square root.`,
  log2: say`The logarithm to base 2.`,
  len: say`How many items a list has.`,
  make_divisible: say`The nearest multiple of a divisor, 8 unless it is given, but not below nine tenths of the number: MobileNet’s rule for channels.`,
};
