// An esbuild plugin: what TypeScript emitted as CommonJS becomes the ES module again that it was, so that what nobody imports
// falls away. The libraries of the language server protocol are published as CommonJS only, and half of them is not used here.
import { readFile } from 'node:fs/promises';

const libraries = /[\\/]vscode-(?:jsonrpc|languageserver[^\\/]*)[\\/]lib[\\/].*\.js$/;

/** @type {import('esbuild').Plugin} */
export const asModules = {
  name: 'as-modules',
  setup({ onLoad }) {
    onLoad({ filter: libraries }, async ({ path }) => ({ contents: asModule(await readFile(path, 'utf8'), path) }));
  },
};

/** @typedef {string | ((...found: readonly (string | undefined)[]) => string)} Replacement */

/** @type {readonly (readonly [emitted: RegExp, written: Replacement])[]} In the order in which they are rewritten. */
const statements = [
  [/^"use strict";$/gm, ''],
  // The helpers that TypeScript puts into each file.
  [/^var __(\w+) = \(this && this\.__\1\) \|\| [^]*?^\}\)?(?:\(\))?\)?;$/gm, ''],
  [/^Object\.defineProperty\(exports, "__esModule", .*;$/gm, ''],
  [/^(?:exports\.\w+ = )+void 0;$/gm, ''],
  [/^__exportStar\(require\((".*?")\), exports\);$/gm, 'export * from $1;'],
  [/^(?:const|var) (\w+) = (?:__import\w+\()?require\((".*?")\)\)?;$/gm, 'import * as $1 from $2;'],
  [
    /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+\.\w+); \} \}\);$/gm,
    'const reexported_$1 = $2;\nexport { reexported_$1 as $1 };',
  ],
  // What a request says of itself to those who write its documentation: nothing asks for it when it runs.
  [/^ +\w+\.(?:messageDirection|capabilities) = messages_1\..*;$/gm, ''],
  // A namespace is an expression without an effect but its value; a second one of a name adds to it.
  [/^export var (\w+);\n\(function /gm, 'export { $1 };\nvar $1;\n(function '],
  [
    /^var (\w+);\n\(function \(\1\) \{\n([^]*?)^\}\)\(\1 \|\| \((exports\.\1 = )?\1 = \{\}\)\);$/gm,
    (_, name, body, isExported) =>
      `${isExported ? 'export ' : ''}const ${name} = /* @__PURE__ */ (function (${name}) {\n${body}return ${name};\n})({});`,
  ],
  [/^\}\)\((\w+) \|\| \(exports\.\1 = \1 = \{\}\)\);$/gm, '})($1);'],
  [/^exports\.default = (\w+);$/gm, 'export { $1 as default };'],
  [/^exports\.(\w+) = \1;$/gm, 'export { $1 };'],
  [/^exports\.(\w+) = /gm, 'export const $1 = '],
  [/\bexports\.(?=\w)/g, ''],
];

/** @param {string} source @param {string} path @returns {string} Throws where something of CommonJS would be left. */
function asModule(source, path) {
  const text = statements.reduce((rewritten, [emitted, written]) => rewritten.replace(emitted, written), source);
  const rest = /^.*(?:\bexports\b|\brequire\(|\bmodule\.).*$/m.exec(text.replace(/\/\*[^]*?\*\/|\/\/.*/g, ''));
  if (rest) throw new Error(`${path} has CommonJS that is not known here: ${rest[0].trim()}`);
  return text;
}
