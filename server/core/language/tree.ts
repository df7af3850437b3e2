/**
 * The syntax tree of a `.cnn` file: plain, readonly data with spans. It says what is written, not what it means: values
 * and chains share one expression type, and only the elaborator decides which of them a place wants.
 *
 * Whatever is missing is a node too (`Missing`, or a `Name` with empty `text`), so that every consumer works on
 * half-typed text.
 */
import type { Span } from '../text.ts';

export interface SourceFile {
  readonly kind: 'file';
  readonly span: Span;
  readonly items: readonly Item[];
}

export type Item = Import | Let | Definition;

/** `import a as b, c from "file.cnn"`. */
export interface Import {
  readonly kind: 'import';
  readonly span: Span;
  readonly names: readonly { readonly name: Name; readonly alias?: Name }[];
  /** The relative path, without quotes. A missing string has an empty `value`. */
  readonly from: Text;
}

/** `let name = value`, in a file or in a group. */
export interface Let {
  readonly kind: 'let';
  readonly span: Span;
  readonly name: Name;
  readonly value: Expression;
  readonly documentation?: string;
}

/** A block or a model. */
export interface Definition {
  readonly kind: 'block' | 'model';
  readonly span: Span;
  /** The word `block` or `model`. */
  readonly keyword: Span;
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly body: Group;
  /** The `##` lines above, without their marks, joined by newlines. */
  readonly documentation?: string;
}

export interface Parameter {
  readonly kind: 'parameter';
  readonly span: Span;
  readonly name: Name;
  readonly default?: Expression;
}

/** `{ … }`: lines, each a chain or a statement. */
export interface Group {
  readonly kind: 'group';
  /** From brace to brace. A missing body is an empty group of no width. */
  readonly span: Span;
  readonly lines: readonly Line[];
}

export type Line = ChainLine | Let | Output | Facts | FileLine;

/** `label = chain`, or a chain alone. */
export interface ChainLine {
  readonly kind: 'line';
  readonly span: Span;
  readonly label?: Label;
  readonly chain: Expression;
  readonly documentation?: string;
}

/** A name, or a quoted path that is only a path. A `$name` inside `text` is filled in from a loop's variable. */
export interface Label {
  readonly kind: 'label';
  readonly span: Span;
  readonly text: string;
  readonly quoted: boolean;
}

/** `output name`, `output name = chain, …`. */
export interface Output {
  readonly kind: 'output';
  readonly span: Span;
  readonly entries: readonly { readonly name: Name; readonly chain?: Expression }[];
}

/** `expect fact compare value, …` (of the line above) or `budget …` (of the model). */
export interface Facts {
  readonly kind: 'expect' | 'budget';
  readonly span: Span;
  readonly claims: readonly Claim[];
}

export interface Claim {
  readonly span: Span;
  readonly fact: Name;
  readonly operator: Comparison;
  readonly value: Expression;
}

/** `weights "file.safetensors"`, `classes "names.txt"`. */
export interface FileLine {
  readonly kind: 'weights' | 'classes';
  readonly span: Span;
  readonly path: Text;
}

export type Expression =
  | Chain
  | Call
  | Name
  | Member
  | Group
  | If
  | Repeat
  | For
  | Size
  | NumberLiteral
  | BooleanLiteral
  | Text
  | List
  | Unary
  | Binary
  | Ternary
  | Parenthesized
  | Missing;

/** `a -> b -> c`: at least two steps. A single step stands alone, without a `Chain` around it. */
export interface Chain {
  readonly kind: 'chain';
  readonly span: Span;
  readonly steps: readonly Expression[];
}

/** `name(…)`: a layer, merge, block, parameter, or a function of values. */
export interface Call {
  readonly kind: 'call';
  readonly span: Span;
  readonly callee: Name;
  readonly arguments: readonly Argument[];
  /** From `(` to `)`. */
  readonly parentheses: Span;
  /**
   * True when this call holds a syntax error of its own, not one of a call or a group in it: it is then not checked, and
   * gives no further errors, about its name neither.
   */
  readonly broken: boolean;
  /** Of a constructor of PyTorch's, `nn.Conv2d(3, 64, 7)`: what of the text it is, the comma behind it included. */
  readonly pytorch?: Span;
}

/** `value`, `name = value`, or a labelled branch of a merge. */
export interface Argument {
  readonly kind: 'argument';
  readonly span: Span;
  readonly label?: Label;
  readonly value: Expression;
}

/** A bare word. `$` may stand inside (`skip$i`). `text` is empty when the name is missing. */
export interface Name {
  readonly kind: 'name';
  readonly span: Span;
  readonly text: string;
}

/** `object.name`: an attribute of a tensor (`in.channels`) or a name inside a level (`backbone.layer3`). */
export interface Member {
  readonly kind: 'member';
  readonly span: Span;
  readonly object: Name | Member;
  readonly name: Name;
}

/** `if condition { … } else { … }` as a step. */
export interface If {
  readonly kind: 'if';
  readonly span: Span;
  readonly condition: Expression;
  readonly then: Group;
  readonly otherwise?: Group | If;
}

export interface Repeat {
  readonly kind: 'repeat';
  readonly span: Span;
  readonly count: Expression;
  readonly body: Group;
}

/** `for a, b in list { … }` or `for a in from..to { … }`. */
export interface For {
  readonly kind: 'for';
  readonly span: Span;
  readonly names: readonly Name[];
  readonly from: Expression;
  /** The end of a range, left out of it. Absent when `from` is a list. */
  readonly to?: Expression;
  readonly body: Group;
}

/** `64x56x56`, `64x_x_`, `_`: one token. `null` is `_`, any size. */
export interface Size {
  readonly kind: 'size';
  readonly span: Span;
  readonly dimensions: readonly (number | null)[];
}

/** A number with its suffix applied: `1.2M` has the value 1200000. */
export interface NumberLiteral {
  readonly kind: 'number';
  readonly span: Span;
  readonly value: number;
}

export interface BooleanLiteral {
  readonly kind: 'boolean';
  readonly span: Span;
  readonly value: boolean;
}

/** A double-quoted string; `value` has its escapes undone. */
export interface Text {
  readonly kind: 'text';
  readonly span: Span;
  readonly value: string;
}

export interface List {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly Expression[];
}

export interface Unary {
  readonly kind: 'unary';
  readonly span: Span;
  readonly operator: '-' | 'not';
  readonly operand: Expression;
}

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | 'and' | 'or' | Comparison;

export interface Binary {
  readonly kind: 'binary';
  readonly span: Span;
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `whenTrue if condition else whenFalse`. */
export interface Ternary {
  readonly kind: 'ternary';
  readonly span: Span;
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export interface Parenthesized {
  readonly kind: 'parenthesized';
  readonly span: Span;
  readonly inner: Expression;
}

/** Stands where an expression should. The parser has reported it; nobody else does. */
export interface Missing {
  readonly kind: 'missing';
  readonly span: Span;
}

export type Node = SourceFile | Item | Parameter | Line | Label | Argument | Expression;
