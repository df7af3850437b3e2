// Makes the VSIX of what is built, and checks the sizes of what users download and start, and the server's memory.
import assert from 'node:assert';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startChecks } from './support/checks.mjs';
import { memoryWithOpen } from './support/open-many.mjs';
import { mustRun, root } from './support/run.mjs';

/** In bytes: what is loaded before the server answers, with the part that the first document brings, and all there is. */
const serverBudgets = [
  ['starts with', 'start', 150_000],
  ['has with an open file', 'open', 400_000],
  ['has in all', 'all', 465_000],
];
/** In bytes. onnxruntime's WebAssembly is most of it. */
const packageBudget = 8_000_000;
/** In bytes: what a server takes that has a thousand documents open, each of them with three ResNets. */
const memoryBudget = 300_000_000;

const { check, end } = startChecks('size budgets');
mkdirSync(join(root, 'out'), { recursive: true });
await check('the VSIX is made', () => mustRun(['npm', 'run', '--silent', 'vsix', '--', '--out', 'out/fovea.vsix']));
for (const server of ['dist/server/main.mjs', 'dist/web/server/main.js']) {
  const parts = partsOf(server);
  for (const [does, part, budget] of serverBudgets)
    await check(`${server} ${does} ${budget / 1000} kB at most`, () => within(budget, parts[part]));
}
await check(`out/fovea.vsix is within ${packageBudget / 1000} kB`, () =>
  within(packageBudget, statSync(join(root, 'out/fovea.vsix')).size),
);
// Only there the system tells it in a file.
if (process.platform === 'linux')
  await check(`1,000 open documents take ${memoryBudget / 1e6} MB at most`, async () => {
    const memory = await memoryWithOpen(readFileSync(join(root, 'samples/resnet.cnn'), 'utf8'), 1000);
    assert.ok(memory <= memoryBudget, `They take ${(memory / 1e6).toFixed(0)} MB.`);
    console.log(`      ${(memory / 1e6).toFixed(0)} MB`);
  });
end();

function within(budget, size) {
  const found = `It has ${(size / 1000).toFixed(1)} kB. out/meta says what of: https://esbuild.github.io/analyze/`;
  assert.ok(size <= budget, found);
  console.log(`      ${(size / 1000).toFixed(1)} kB`);
}

/** The bytes of the server's entry with all that it imports at once, of that with the part that knows the language, and of all parts. */
function partsOf(product) {
  const meta = join(root, 'out/meta', `${product.slice('dist/'.length).replaceAll('/', '-')}.json`);
  const { outputs } = JSON.parse(readFileSync(meta, 'utf8'));
  const language = Object.keys(outputs).find(file => outputs[file].entryPoint === 'server/lsp/language.ts');
  const sizeOf = files => files.reduce((sum, file) => sum + outputs[file].bytes, 0);
  const sizeWith = (...entries) => {
    const loaded = new Set(entries);
    for (const file of loaded)
      for (const { path, kind, external } of outputs[file].imports)
        if (kind === 'import-statement' && !external) loaded.add(path);
    return sizeOf([...loaded]);
  };
  return { start: sizeWith(product), open: sizeWith(product, language), all: sizeOf(Object.keys(outputs)) };
}
