/** The files of an analysis: what each defines, and what it imports from others. */
import type { Host } from '../host.ts';
import { parse, type Parsed } from '../language/parse.ts';
import type { Definition, Import, Let } from '../language/tree.ts';
import { library } from '../library/library.ts';
import type { Entity, Place } from '../analyze.ts';

export interface Module {
  readonly file: string;
  readonly parsed: Parsed;
  readonly library: boolean;
  /** What its own items define, the first of a name. */
  readonly items: ReadonlyMap<string, ModuleItem>;
}

export type ModuleItem = BlockDefinition | LetDefinition | { readonly kind: 'import'; readonly import: ImportedName };

export interface BlockDefinition {
  readonly kind: 'block' | 'model';
  readonly name: string;
  readonly definition: Definition;
  readonly module: Module;
}

export interface LetDefinition {
  readonly kind: 'let';
  readonly name: string;
  readonly let: Let;
  readonly module: Module;
}

export interface ImportedName {
  /** The name in the file it comes from. */
  readonly name: string;
  readonly from: Import;
}

export const LIBRARY_SCHEME = 'fovea-library:';

/** All modules by file, loaded when first asked for. */
export interface Modules {
  /** The one of a file that has been loaded. */
  readonly of: (file: string) => Module;
  readonly load: (file: string) => Loaded;
  /** Undefined where it has not been loaded, and where there is none. */
  readonly known: (file: string) => Module | undefined;
  /** Every file that was asked for, there or not, but for the library's. */
  readonly files: () => readonly string[];
  /** Those that have been loaded, the library's among them. */
  readonly loaded: () => readonly Module[];
}

type Loaded = Module | 'missing' | 'outside';

/** A file whose text has not changed since `earlier` is the same module as there. Where there is no `own`, it is empty. */
export function createModules(host: Host, own: string, earlier?: Modules): Modules {
  const loaded = new Map<string, Loaded>();
  const read = (file: string, before: Module | undefined): Loaded => {
    const source = host.read(file);
    if ('problem' in source && file !== own) return source.problem;
    const text = 'problem' in source ? '' : source.text;
    return before?.parsed.text === text ? before : createModule(file, parse(text, before?.parsed), false);
  };
  loaded.set(own, read(own, earlier?.known(own)));
  // Of what was, no more is kept than may be asked for: else each analysis would keep the one before alive.
  const others = new Map(earlier?.loaded().flatMap(module => (module.file === own ? [] : [[module.file, module]])));
  const load = (file: string): Loaded => {
    const known = loaded.get(file);
    if (known) return known;
    const module = libraryModule(file) ?? read(file, others.get(file));
    loaded.set(file, module);
    return module;
  };
  const known = (file: string): Module | undefined => {
    const module = loaded.get(file);
    return typeof module === 'string' ? undefined : module;
  };
  return {
    load,
    known,
    of: file => {
      const module = known(file);
      if (!module) throw new Error(`${file} has not been loaded.`);
      return module;
    },
    files: () => [...loaded.keys()].filter(file => library[file] === undefined),
    loaded: () => [...loaded.values()].filter(module => typeof module !== 'string'),
  };
}

/** The library does not change: each of its files is parsed once, when first asked for. */
const parsedLibrary = new Map<string, Module>();

function libraryModule(file: string): Module | undefined {
  const text = library[file];
  const known = parsedLibrary.get(file);
  if (known || text === undefined) return known;
  const module = createModule(file, parse(text), true);
  parsedLibrary.set(file, module);
  return module;
}

/** A file's parsed text with its top-level names; of a name given twice the first holds. */
export function createModule(file: string, parsed: Parsed, isLibrary: boolean): Module {
  const items = new Map<string, ModuleItem>();
  const module: Module = { file, parsed, library: isLibrary, items };
  const define = (name: string, item: ModuleItem) => {
    if (name && !items.has(name)) items.set(name, item);
  };
  for (const item of parsed.tree.items) {
    if (item.kind === 'import')
      for (const { name, alias } of item.names)
        define((alias ?? name).text, { kind: 'import', import: { name: name.text, from: item } });
    else if (item.kind === 'let') define(item.name.text, { kind: 'let', name: item.name.text, let: item, module });
    else define(item.name.text, { kind: item.kind, name: item.name.text, definition: item, module });
  }
  return module;
}

/** In the file or in one that it imports: what stands at the error's place is not known. */
export const hasSyntaxErrors = (modules: Modules): boolean =>
  modules.loaded().some(({ parsed }) => parsed.diagnostics.some(({ severity }) => severity === 'error'));

/** In the order of the text, those with a name that is taken, too. */
export const modelsOf = ({ parsed: { tree } }: Module): readonly Definition[] =>
  tree.items.filter((item): item is Definition => item.kind === 'model');

/** What a name of a file's top level stands for, imports followed; undefined when it is nothing, or cannot be reached. */
export function resolveItem(
  modules: Modules,
  module: Module,
  name: string,
): BlockDefinition | LetDefinition | undefined {
  let item = module.items.get(name);
  if (item?.kind !== 'import') return item;
  const seen = new Set<ModuleItem>();
  let at = module;
  while (item?.kind === 'import' && !seen.has(item)) {
    seen.add(item);
    const target = modules.load(resolvePath(at.file, item.import.from.from.value));
    if (typeof target === 'string') return undefined;
    at = target;
    item = target.items.get(item.import.name);
  }
  return item?.kind === 'import' ? undefined : item;
}

/** Where the import stands that should have brought `name` and did not: its error is there, and the name is unknown. */
export function failedImport(modules: Modules, module: Module, name: string): Place | undefined {
  const item = module.items.get(name);
  if (item?.kind !== 'import' || resolveItem(modules, module, name)) return undefined;
  return { file: module.file, span: item.import.from.span };
}

/** The library's blocks by name. */
export function libraryBlocks(modules: Modules): ReadonlyMap<string, BlockDefinition> {
  const blocks = new Map<string, BlockDefinition>();
  for (const file of Object.keys(library)) {
    const module = modules.load(file);
    if (typeof module === 'string') continue;
    for (const item of module.items.values()) if (item.kind === 'block') blocks.set(item.name, item);
  }
  return blocks;
}

/** Joins a relative path to the folder of `file`, both with `/`: `a/b.cnn` and `../c.cnn` give `c.cnn`. */
export function resolvePath(file: string, relative: string): string {
  const scheme =
    /^[\w+.-]+:\/\/[^/]*\//.exec(file)?.[0] ?? /^[\w+.-]+:\/*/.exec(file)?.[0] ?? (file.startsWith('/') ? '/' : '');
  const parts = file.slice(scheme.length).split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..' && (scheme || (parts.length > 0 && parts.at(-1) !== '..'))) parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return scheme + parts.join('/');
}

export const blockEntity = (block: BlockDefinition): Entity => ({
  kind: block.kind,
  name: block.name,
  place: { file: block.module.file, span: block.definition.name.span },
  definition: block.definition,
  library: block.module.library,
});
