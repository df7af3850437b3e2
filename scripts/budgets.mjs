// Makes the VSIX of what is built, and checks the sizes of what users download and start.
import assert from 'node:assert';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startChecks } from './support/checks.mjs';
import { mustRun, root } from './support/run.mjs';

/** In bytes: what is loaded before the server answers, and with the part that the first document brings. */
const startBudget = 400_000;
const openBudget = 480_000;
/** In bytes. onnxruntime's WebAssembly is most of it. */
const packageBudget = 8_000_000;

const { check, end } = startChecks('size budgets');
mkdirSync(join(root, 'out'), { recursive: true });
await check('the VSIX is made', () => mustRun(['npm', 'run', '--silent', 'vsix', '--', '--out', 'out/fovea.vsix']));
for (const server of ['dist/server/main.mjs', 'dist/web/server/main.js']) {
  const parts = partsOf(server);
  await check(`${server} starts with ${startBudget / 1000} kB at most`, () => within(startBudget, parts.start));
  await check(`and has ${openBudget / 1000} kB at most once a file is open`, () => within(openBudget, parts.open));
}
await check(`out/fovea.vsix is within ${packageBudget / 1000} kB`, () =>
  within(packageBudget, statSync(join(root, 'out/fovea.vsix')).size),
);
end();

function within(budget, size) {
  const found = `It has ${(size / 1000).toFixed(1)} kB. out/meta says what of: https://esbuild.github.io/analyze/`;
  assert.ok(size <= budget, found);
  console.log(`      ${(size / 1000).toFixed(1)} kB`);
}

/** The bytes of the server's entry with all that it imports at once, and of that with the part that knows the language. */
function partsOf(product) {
  const meta = join(root, 'out/meta', `${product.slice('dist/'.length).replaceAll('/', '-')}.json`);
  const { outputs } = JSON.parse(readFileSync(meta, 'utf8'));
  const language = Object.keys(outputs).find(file => outputs[file].entryPoint === 'server/lsp/language.ts');
  const sizeOf = (...entries) => {
    const loaded = new Set(entries);
    for (const file of loaded)
      for (const { path, kind, external } of outputs[file].imports)
        if (kind === 'import-statement' && !external) loaded.add(path);
    return [...loaded].reduce((sum, file) => sum + outputs[file].bytes, 0);
  };
  return { start: sizeOf(product), open: sizeOf(product, language) };
}
