/** The files that a model names: `weights "…"` and `classes "…"`. */
import type { FileLine, Text } from '../language/tree.ts';
import { channelsOf, mayEqual } from '../ops/shape.ts';
import { allOf, say } from '../words.ts';
import { report, type Expansion } from './expansion.ts';
import { resolvePath } from './modules.ts';
import type { Frame, Scope } from './scope.ts';

export function runFileLine(expansion: Expansion, scope: Scope, { kind, path, span }: FileLine): void {
  const { frame } = scope;
  if (frame.definition?.kind === 'block') report(expansion, frame, span, 'statement-in-block', { statement: kind });
  else if (path.value === '') return;
  else if (expansion[kind]) report(expansion, frame, span, `${kind}-twice`, {});
  else if (!take[kind](expansion, resolvePath(frame.file, path.value), path))
    report(expansion, frame, path.span, `${kind}-missing`, { path: path.value });
}

/** Gives whether the file is there. */
const take: Readonly<Record<FileLine['kind'], (expansion: Expansion, file: string, path: Text) => boolean>> = {
  weights: (expansion, file, { span }) => {
    expansion.weights = { file, span };
    return expansion.session.host.exists(file);
  },
  classes: (expansion, file, path) => {
    const source = expansion.session.host.read(file);
    if ('problem' in source) return false;
    expansion.classes = { file, path, text: source.text, names: namesIn(source.text) };
    return true;
  },
};

/** One to a line. */
function namesIn(text: string): readonly string[] {
  const lines = text.split('\n').map(line => line.trim());
  return lines.slice(0, lines.findLastIndex(line => line !== '') + 1);
}

/** Some output must have as many values or channels as the file has names. */
export function checkClasses(expansion: Expansion, frame: Frame): void {
  const { classes, outputs, layers } = expansion;
  if (!classes) return;
  const count = classes.names.length;
  const sizes = outputs.map(({ name, layer }) => ({ name, size: channelsOf(layers[layer]?.output ?? []) }));
  if (sizes.length === 0 || sizes.some(({ size }) => mayEqual(size, count))) return;
  const found = allOf(sizes.map(({ name, size }) => say`${name} has ${size}`));
  report(expansion, frame, classes.path.span, 'classes-count', { path: classes.path.value, count, found });
}
