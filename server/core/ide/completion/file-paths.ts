/** The files of the workspace that a `weights` or a `classes` line may name. */
import type { FileLine } from '../../language/tree.ts';
import { relativePath } from '../file-links.ts';
import type { CompletionPlace, Suggestion } from './completion.ts';

const ENDINGS: Readonly<Record<FileLine['kind'], readonly string[]>> = {
  weights: ['.safetensors', '.onnx'],
  classes: ['.txt'],
};

const OPEN_PATH = /^[ \t]*(weights|classes)[ \t]*"([^"]*)$/;

interface OpenPath {
  readonly kind: FileLine['kind'];
  /** As far as it is written. */
  readonly written: string;
}

function openPathAt(text: string, offset: number): OpenPath | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const [, kind, written] = OPEN_PATH.exec(text.slice(lineStart, offset)) ?? [];
  return kind === undefined || written === undefined ? undefined : { kind: kind as FileLine['kind'], written };
}

/** How the names of the files end that may be named at a place; none where none may. */
export function endingsAt(text: string, offset: number): readonly string[] {
  const open = openPathAt(text, offset);
  return open ? ENDINGS[open.kind] : [];
}

/** The nearest first. */
export function pathSuggestions({ text, offset, analysis, files }: CompletionPlace): readonly Suggestion[] {
  const open = openPathAt(text, offset);
  if (!open) return [];
  const isFitting = (file: string): boolean => ENDINGS[open.kind].some(ending => file.endsWith(ending));
  const paths = files.filter(isFitting).map(file => relativePath(analysis.file, file));
  const distance = (path: string): number => path.split('/').length;
  return paths
    .toSorted((a, b) => distance(a) - distance(b) || a.localeCompare(b, 'en', { numeric: true }))
    .map(label => ({ kind: 'file', label, start: offset - open.written.length }));
}
