/** What may stand in an import: the names that its file offers, and the files of the workspace. */
import { resolvePath } from '../../network/modules.ts';
import { say } from '../../words.ts';
import { relativePath } from '../file-links.ts';
import type { CompletionPlace, Suggestion } from './completion.ts';
import type { WorkspaceBlock } from './importable.ts';
import { blockSuggestion } from './step-suggestions.ts';

const PATH = /^[ \t]*import\b[^"]*\bfrom[ \t]*"([^"]*)$/;
const NAMES = /^[ \t]*import[ \t]+([^"]*)$/;

/** Where nothing else can be written. Empty outside of imports. */
export function importSuggestions({ analysis, offset, blocks }: CompletionPlace): readonly Suggestion[] {
  const { text, file } = analysis;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const [before, behind] = [text.slice(start, offset), text.slice(offset, end < 0 ? text.length : end)];
  const others = blocks.filter(block => block.file !== file);
  const path = PATH.exec(before)?.[1];
  if (path !== undefined) return files(others, file, offset - path.length);
  const names = NAMES.exec(before)?.[1];
  if (names === undefined || /\bfrom\b|\bas[ \t]+\w*$/.test(names)) return [];
  const from = /\bfrom[ \t]*"([^"]+)"/.exec(behind)?.[1];
  const [listed = ''] = behind.split(/\bfrom\b/);
  const known = new Set(`${names} ${listed}`.match(/[\p{L}][\p{L}\p{N}_]*/gu));
  return others
    .filter(other => !known.has(other.definition.name.text))
    .filter(other => from === undefined || other.file === resolvePath(file, from))
    .map(other => nameIn(other, file, from));
}

/** The name alone where its file is written already, else both. */
function nameIn({ definition, text, file }: WorkspaceBlock, own: string, from: string | undefined): Suggestion {
  const { snippet: _, ...suggestion } = blockSuggestion(definition, text);
  const path = relativePath(own, file);
  return {
    ...suggestion,
    from: file,
    effect: say`from ${path}`,
    ...(from === undefined && { snippet: `${definition.name.text} from "${path}"` }),
  };
}

const files = (blocks: readonly WorkspaceBlock[], own: string, start: number): readonly Suggestion[] =>
  [...new Set(blocks.map(({ file }) => file))].map(file => ({ kind: 'file', label: relativePath(own, file), start }));
