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
