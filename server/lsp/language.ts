/**
 * The part of the server that knows the language, and answers what an editor asks after every keystroke. It is loaded with the
 * first document: `initialize` is answered without it. (All of it is named here, so that it is one file of the product.)
 */
export { analyze } from '#core/analyze.ts';
export { toDiagnostics } from './diagnostics.ts';
export { typingAnswers } from './typing.ts';
