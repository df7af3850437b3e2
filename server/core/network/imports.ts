/** Checks a file's own top level: its imports, and that it defines each name once. */
import { closest } from '../closest.ts';
import type { Definition, Import, Let, Name } from '../language/tree.ts';
import { moduleOf, refer, report, type Expansion } from './expansion.ts';
import { blockEntity, resolveItem, resolvePath, type Module, type Modules } from './modules.ts';
import type { Frame } from './scope.ts';
import { say } from '../words.ts';

/** Reports what is wrong with the imports of the analysed file, and records what its top-level names mean. */
export function checkTopLevel(expansion: Expansion, module: Module): void {
  const frame: Frame = { file: module.file };
  for (const item of module.parsed.tree.items) {
    if (item.kind === 'import') checkImport(expansion, frame, item);
    else checkDefinedOnce(expansion, frame, item);
  }
}

function checkDefinedOnce(expansion: Expansion, frame: Frame, item: Let | Definition): void {
  const { text, span } = item.name;
  if (!text) return;
  const known = moduleOf(expansion, frame).items.get(text);
  const own = known?.kind === 'let' ? known.let === item : known?.kind !== 'import' && known?.definition === item;
  if (!own) report(expansion, frame, span, 'definition-twice', { name: text });
  else if (known && known.kind !== 'let' && known.kind !== 'import') refer(expansion, frame, span, blockEntity(known));
}

function checkImport(expansion: Expansion, frame: Frame, { names, from }: Import): void {
  if (!from.value) return;
  const { modules } = expansion.session;
  const path = from.value;
  const target = modules.load(resolvePath(frame.file, path));
  if (target === 'missing') report(expansion, frame, from.span, 'import-missing', { path });
  else if (target === 'outside') report(expansion, frame, from.span, 'import-outside', { path });
  else if (reaches(modules, target, moduleOf(expansion, frame)))
    report(expansion, frame, from.span, 'import-circular', { path });
  else for (const { name, alias } of names) checkImported(expansion, frame, target, name, alias ?? name, path);
}

function checkImported(
  expansion: Expansion,
  frame: Frame,
  target: Module,
  name: Name,
  known: Name,
  path: string,
): void {
  if (!name.text) return;
  const item = resolveItem(expansion.session.modules, target, name.text);
  if (!item) {
    const meant = closest(name.text, [...target.items.keys()]);
    const hint = meant ? say` Did you mean ${meant}?` : '';
    report(expansion, frame, name.span, 'import-unknown', { path, name: name.text, hint });
    return;
  }
  if (item.kind === 'model') report(expansion, frame, name.span, 'import-model', { name: name.text });
  if (item.kind === 'let') {
    const place = { file: item.module.file, span: item.let.name.span };
    for (const { span } of new Set([name, known]))
      refer(expansion, frame, span, { kind: 'let', name: item.name, place });
  } else for (const { span } of new Set([name, known])) refer(expansion, frame, span, blockEntity(item));
}

/** Whether `from` imports `sought`, straight or through others. */
function reaches(modules: Modules, from: Module, sought: Module, seen = new Set<Module>()): boolean {
  if (from === sought) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return from.parsed.tree.items.some(item => {
    if (item.kind !== 'import' || !item.from.value) return false;
    const next = modules.load(resolvePath(from.file, item.from.value));
    return typeof next !== 'string' && reaches(modules, next, sought, seen);
  });
}
