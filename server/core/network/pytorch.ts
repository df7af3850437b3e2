/** Runs constructors of PyTorch's: one error, with the line to write, and the layers that they make, for what stands below. */
import type { Call } from '../language/tree.ts';
import { quote } from '../language/token.ts';
import { say } from '../words.ts';
import { runCall, takePath, type CallLabel } from './calls.ts';
import { runChain } from './chain.ts';
import { moduleOf, report, type Expansion } from './expansion.ts';
import { fromPyTorch, type Written } from './from-pytorch.ts';
import { runLabelled } from './labels.ts';
import type { Scope } from './scope.ts';
import type { Current, Named } from './values.ts';

export function runPyTorch(
  expansion: Expansion,
  scope: Scope,
  constructor: Call,
  current: Current,
  label: CallLabel | undefined,
): Named {
  const { text } = moduleOf(expansion, scope.frame).parsed;
  const written = fromPyTorch(text, constructor);
  if (written) {
    reportConstructor(expansion, scope, constructor, written);
    return runQuietly(expansion, scope, written, current, label);
  }
  report(expansion, scope.frame, nameOf(constructor), 'pytorch-unknown', { name: constructor.callee.text });
  takePath(scope, label);
  return { current };
}

const nameOf = ({ span, callee }: Call) => ({ start: span.start, end: callee.span.end });

function reportConstructor(expansion: Expansion, scope: Scope, constructor: Call, { step, text }: Written): void {
  const source = moduleOf(expansion, scope.frame).parsed.text;
  const fit = step.kind === 'group' ? '{ … }' : text;
  const edits = [...withoutSelf(source, constructor), { span: constructor.pytorch ?? constructor.span, text }];
  const details = { name: constructor.callee.text, fit: quote(fit) };
  report(expansion, scope.frame, nameOf(constructor), 'pytorch-layer', details, {
    fixes: [{ title: say`Write ${fit}`, edits }],
  });
}

/** `self.conv1 =` is `conv1 =`. */
function withoutSelf(source: string, { span: { start } }: Call) {
  const before = source.slice(source.lastIndexOf('\n', start - 1) + 1, start);
  const place = before.search(/self\.\w+ *= *$/);
  const from = start - before.length + place;
  return place < 0 ? [] : [{ span: { start: from, end: from + 'self.'.length }, text: '' }];
}

/** What is wrong with its arguments is told once it is written. */
function runQuietly(
  expansion: Expansion,
  scope: Scope,
  { step }: Written,
  current: Current,
  label: CallLabel | undefined,
): Named {
  expansion.muted += 1;
  const made =
    step.kind === 'call'
      ? runCall(expansion, scope, step, current, label)
      : label
        ? runLabelled(expansion, scope, label.label, step, current)
        : { current: runChain(expansion, scope, step, current) };
  expansion.muted -= 1;
  return made;
}
