/**
 * A path in at most about `most` characters: its first name, which says the part of the network, and as much of its end
 * as there is room for: `down4.…double_conv.3`.
 */
export function shortPath(path: string, most: number): string {
  if (path.length <= most) return path;
  const start = `${path
    .split('.', 1)
    .join()
    .slice(0, most / 2)}.…`;
  return start + path.slice(start.length - most).replace(/^\./, '');
}

/** As many characters always have room. */
const LEAST_ROOM = 20;

/**
 * The layers, by index, that nobody gave a name, as far as what they do has room behind their paths in a column that is as wide as
 * its longest path: `layer1.0.2 relu`.
 */
export function shortUnnamed(
  layers: readonly { readonly path: string; readonly operation: string }[],
  most: number,
): readonly number[] {
  const room = Math.max(LEAST_ROOM, ...layers.map(({ path }) => Math.min(most, path.length)));
  return layers.flatMap(({ path, operation }, index) =>
    /(?:^|\.)\d+$/.test(path) && path.length + operation.length < room ? [index] : [],
  );
}
