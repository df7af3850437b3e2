/** The files that texts name: links to them, and their paths when files are renamed. */
import type { RenameFilesParams, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fileLinks, pathEdits } from '#core/ide/file-links.ts';
import { answering, ownUri, type Services } from './answering.ts';
import { isWithin, nameOf, uriOf } from './file-names.ts';
import { toRange } from './positions.ts';
import { toWorkspaceEdit } from './naming.ts';

export const fileLinkAnswers = (services: Services) => ({
  links: answering(services)(ownUri, [], ({ document, analysis }) =>
    fileLinks(analysis.file, analysis.tree).map(({ span, target }) => ({
      range: toRange(document, span),
      target: uriOf(target),
    })),
  ),
  renameFiles: (params: RenameFilesParams) => pathsAfter(services, params),
});

/** A folder that is renamed takes all that is in it along. */
async function pathsAfter(
  { documents, client }: Services,
  { files }: RenameFilesParams,
): Promise<WorkspaceEdit | null> {
  const renames = files.map(({ oldUri, newUri }) => ({ from: nameOf(oldUri), to: nameOf(newUri) }));
  const moved = (name: string) => {
    const rename = renames.find(({ from }) => name === from || isWithin(name, from));
    return rename ? rename.to + name.slice(rename.from.length) : name;
  };
  const edited = [...(await documents.texts())].flatMap(([name, text]) => {
    const edits = pathEdits(name, text, moved);
    const document = documents.openNamed(name) ?? TextDocument.create(uriOf(name), 'cnn', 0, text);
    return edits.length > 0 ? [{ document, edits }] : [];
  });
  return edited.length > 0 ? toWorkspaceEdit(edited, documents, client) : null;
}
