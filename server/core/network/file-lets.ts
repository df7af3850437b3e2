/** `let`s of files: evaluated once, when first asked for, in a scope that has only the file's names. */
import { mayGoOn, moduleOf, refer, report, type Expansion } from './expansion.ts';
import { evaluate } from './evaluate.ts';
import { allWords } from './words.ts';
import { resolveItem, type LetDefinition } from './modules.ts';
import { openLevel, type Binding, type Frame } from './scope.ts';
import { formatValue, UNKNOWN_VALUE, type Value } from './values.ts';

/** The file's `let` of that name, its own or imported. Undefined when the name is no `let`. */
export function letValue(expansion: Expansion, frame: Frame, name: string): Binding | undefined {
  const item = resolveItem(expansion.session.modules, moduleOf(expansion, frame), name);
  return item?.kind === 'let' ? fileLet(expansion, item) : undefined;
}

function fileLet(expansion: Expansion, item: LetDefinition): Binding {
  const { lets } = expansion.session;
  const known = lets.get(item.let);
  const frame: Frame = { file: item.module.file };
  if (known === 'pending') report(expansion, frame, item.let.name.span, 'let-circular', { name: item.name });
  if (known) return known === 'pending' ? bind(item, UNKNOWN_VALUE) : known;
  if (!mayGoOn(expansion, frame, item.let.name.span)) return bind(item, UNKNOWN_VALUE);
  lets.set(item.let, 'pending');
  const binding = bind(item, evaluate(expansion, openLevel(frame, ''), item.let.value, allWords));
  lets.set(item.let, binding);
  refer(expansion, frame, item.let.name.span, binding.entity);
  return binding;
}

function bind({ name, module, let: { name: defined } }: LetDefinition, value: Value): Binding {
  const place = { file: module.file, span: defined.span };
  return { value, entity: { kind: 'let', name, place, value: formatValue(value) } };
}
