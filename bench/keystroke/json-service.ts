import { getLanguageService, TextDocument, type Diagnostic } from 'vscode-json-languageservice';
import type { Subject } from '../measure.ts';
import { JSON_SCHEMA } from './json-schema.ts';
import { jsonText } from './json-text.ts';
import { typistIn } from './typist.ts';

/** VS Code's JSON service, with the schema as its server sets it: once. */
export function jsonValidation(): (document: TextDocument) => PromiseLike<readonly Diagnostic[]> {
  const service = getLanguageService({});
  // The service puts what a reference names in its place: a schema with circles, which could be sent to no server.
  const own = structuredClone(JSON_SCHEMA);
  const schema = { uri: 'file:///network.schema.json', fileMatch: ['*.json'], schema: own };
  service.configure({ validate: true, schemas: [schema] });
  return document => service.doValidation(document, service.parseJSONDocument(document));
}

/** What VS Code's JSON server does between an edit and its diagnostics. */
export function jsonKeystroke(): Subject {
  const { text, type } = typistIn(jsonText());
  const document = TextDocument.create('file:///residual.json', 'json', 1, text);
  const validate = jsonValidation();
  return {
    run: async () => {
      TextDocument.update(document, [type()], document.version + 1);
      const diagnostics = await validate(document);
      return diagnostics.length;
    },
    gives: 1,
  };
}
