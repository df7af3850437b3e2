/**
 * The core calls a file by a name with plain `/` between its parts, so that the path in `import … from "…"` can be
 * resolved against it; the protocol calls it by a URI, whose path is percent-encoded. A file's name is its URI with the
 * path decoded. Clients differ in what they encode (`c:` or `c%3A`), so names, never URIs, are compared.
 */

/** What the library's files are called under; the client shows them as documents that only the server has. */
export const LIBRARY_SCHEME = 'fovea-library';

/** And the pages of the rules of advice. */
export const ADVICE_SCHEME = 'fovea-advice';

const URI = /^([^:/?#]+:)(\/\/[^/]*)?(.*)$/s;

export const nameOf = (uri: string): string => mapPath(uri, decode);

export const uriOf = (name: string): string => mapPath(name, path => path.split('/').map(encodeURIComponent).join('/'));

/** True when `name` lies in the folder called `folder`, at any depth. */
export const isWithin = (name: string, folder: string): boolean =>
  name.startsWith(folder.endsWith('/') ? folder : `${folder}/`);

/** Whether what `own` names is for it to read: within the folders of the workspace that hold it, else within its own. */
export function isInWorkspace(name: string, own: string, folders: readonly string[]): boolean {
  const holding = folders.filter(folder => isWithin(own, folder));
  return (holding.length > 0 ? holding : [folderOf(own)]).some(folder => isWithin(name, folder));
}

export const folderOf = (name: string): string => name.slice(0, name.lastIndexOf('/') + 1);

function mapPath(address: string, change: (path: string) => string): string {
  const [, scheme = '', authority = '', path = address] = URI.exec(address) ?? [];
  return scheme + authority + change(path);
}

/** A client may send a `%` that encodes nothing; then the path is taken as it stands. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
