/** The files that a text names, in imports, as weights and as classes. */
import type { TextEdit } from '../diagnostics.ts';
import { parse } from '../language/parse.ts';
import { nodesOf } from '../language/tree-walk.ts';
import type { SourceFile, Text } from '../language/tree.ts';
import { resolvePath } from '../network/modules.ts';
import type { Span } from '../text.ts';

export interface FileLink {
  /** The path, without its quotes. */
  readonly span: Span;
  /** The file's name. */
  readonly target: string;
}

/** In the order of the text; whether the files are there is not asked. */
export const fileLinks = (file: string, tree: SourceFile): readonly FileLink[] =>
  pathsIn(tree).map(({ span, value }) => ({ span: inner(span), target: resolvePath(file, value) }));

const pathsIn = (tree: SourceFile): readonly Text[] =>
  nodesOf(tree)
    .flatMap(node =>
      node.kind === 'import' ? node.from : node.kind === 'weights' || node.kind === 'classes' ? node.path : [],
    )
    .filter(({ value }) => value !== '');

const inner = ({ start, end }: Span): Span => ({ start: start + 1, end: end - 1 });

/** What to write in a file when files are moved, it or those that it names: `moved` gives a file's new name. */
export function pathEdits(file: string, text: string, moved: (file: string) => string): readonly TextEdit[] {
  const to = moved(file);
  return pathsIn(parse(text).tree).flatMap(({ span, value }) => {
    const target = moved(resolvePath(file, value));
    if (resolvePath(to, value) === target) return [];
    return [{ span: inner(span), text: relativePath(to, target) }];
  });
}

/** From the folder of `file` to `target`: `../parts/b.cnn`. */
export function relativePath(file: string, target: string): string {
  const [from, to] = [file.split('/').slice(0, -1), target.split('/')];
  const shared = from.findIndex((part, index) => part !== to[index]);
  const depth = shared < 0 ? from.length : shared;
  return [...from.slice(depth).map(() => '..'), ...to.slice(depth)].join('/');
}
