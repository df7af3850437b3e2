/** The protocol's libraries as ES modules, which the products bundle, export what they export as published. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { asModules } from '../scripts/support/as-modules.mjs';

const require = createRequire(import.meta.url);
/** Each has two of them, by different paths; of an ES module neither is exported. Nothing here uses them. */
const ambiguous = ['createMessageConnection', 'createProtocolConnection'];

const kinds = (exported: object): readonly (readonly [string, string])[] =>
  Object.entries(exported)
    .filter(([name]) => !ambiguous.includes(name))
    .map(([name, value]) => [name, typeof value] as const)
    .toSorted();

test.each(['vscode-languageserver/node', 'vscode-languageserver-protocol/node', 'vscode-jsonrpc/node'])(
  '%s',
  async library => {
    const { outputFiles } = await build({
      stdin: { contents: `export * from '${library}';`, resolveDir: import.meta.dirname },
      bundle: true,
      write: false,
      platform: 'node',
      format: 'cjs',
      plugins: [asModules],
    });
    const bundled = { exports: {} };
    new Function('require', 'module', outputFiles[0]?.text ?? '')(require, bundled);
    expect(kinds(bundled.exports)).toEqual(kinds(require(library)));
  },
);

/** `capabilities` is also what client and server say of themselves: there it is read of what was sent, not of a request. */
test('nothing reads what is left out of requests', () => {
  const folder = join(import.meta.dirname, '../node_modules');
  const readers = ['jsonrpc', 'languageclient', 'languageserver', 'languageserver-protocol'].flatMap(library => {
    const lib = join(folder, `vscode-${library}`, 'lib');
    const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.js'));
    return files.filter(name =>
      /\.messageDirection\b(?! = )|(?:Request|Notification|\.type)\.capabilities\b(?! = )/.test(
        readFileSync(join(lib, name), 'utf8'),
      ),
    );
  });
  expect(readers).toEqual([]);
});
