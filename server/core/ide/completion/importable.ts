/** Blocks of the workspace's other files: what is chosen is imported along with it. */
import type { TextEdit } from '../../diagnostics.ts';
import { parse } from '../../language/parse.ts';
import type { Definition, Import, SourceFile } from '../../language/tree.ts';
import { resolvePath } from '../../network/modules.ts';
import { relativePath } from '../file-links.ts';
import type { CompletionPlace, Suggestion } from './completion.ts';
import { blockSuggestion } from './step-suggestions.ts';
import { visibleNames } from './visible-names.ts';
import { say } from '../../words.ts';

export interface WorkspaceBlock {
  readonly file: string;
  readonly text: string;
  readonly definition: Definition;
}

/** The blocks that a file offers to others. */
export const blocksOf = (file: string, text: string): readonly WorkspaceBlock[] =>
  parse(text).tree.items.flatMap(item =>
    item.kind === 'block' && item.name.text !== '' ? [{ file, text, definition: item }] : [],
  );

/** Those whose names are free here. A file is not imported by one that it imports itself. */
export function importable(at: CompletionPlace): readonly Suggestion[] {
  const { analysis, blocks } = at;
  if (blocks.length === 0) return [];
  const taken = new Set(visibleNames(at).map(({ name }) => name));
  return blocks
    .filter(({ file, definition }) => file !== analysis.file && !taken.has(definition.name.text))
    .map(({ file, text, definition }) => ({
      ...blockSuggestion(definition, text),
      from: file,
      effect: say`from ${relativePath(analysis.file, file)}`,
      additions: [importEdit(analysis.file, analysis.tree, definition.name.text, file)],
    }));
}

/** One more name in the import of that file, if there is one; else a line below the imports. */
function importEdit(own: string, { items }: SourceFile, name: string, from: string): TextEdit {
  const imports = items.filter((item): item is Import => item.kind === 'import');
  const known = imports.find(item => item.from.value !== '' && resolvePath(own, item.from.value) === from);
  const last = known?.names.at(-1);
  if (last) return insertion((last.alias ?? last.name).span.end, `, ${name}`);
  const line = `import ${name} from "${relativePath(own, from)}"`;
  const lowest = imports.at(-1);
  return lowest ? insertion(lowest.span.end, `\n${line}`) : insertion(0, `${line}\n\n`);
}

const insertion = (at: number, text: string): TextEdit => ({ span: { start: at, end: at }, text });
