import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyze, type Analysis } from '#core/analyze.ts';
import { ENGLISH } from '#core/words.ts';
import { toDiagnostics } from '../../server/lsp/diagnostics.ts';
import { Documents } from '../../server/lsp/documents.ts';
import { FileCache } from '../../server/lsp/files.ts';
import { nodeFiles } from '../../server/lsp/node-files.ts';
import { hostOf } from '../host-of.ts';
import type { Subject } from '../measure.ts';
import { cnnText } from './cnn-text.ts';
import { typistIn } from './typist.ts';

/** What the language server does between an edit and its diagnostics. */
export function foveaKeystroke(): Subject {
  const { text, type } = typistIn(cnnText());
  const document = TextDocument.create('file:///residual.cnn', 'cnn', 1, text);
  const alone = new Documents({ get: () => undefined, all: () => [] }, new FileCache(nodeFiles));
  const services = {
    documents: alone,
    settings: { silenced: new Set<string>() },
    client: { serverDocuments: true },
    words: ENGLISH,
  };
  let analysis: Analysis | undefined;
  return {
    run: () => {
      TextDocument.update(document, [type()], document.version + 1);
      analysis = analyze('/residual.cnn', hostOf(document.getText()), undefined, analysis);
      return toDiagnostics({ document, analysis }, services).length;
    },
    gives: 1,
  };
}
