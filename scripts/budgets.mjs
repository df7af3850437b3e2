// Makes the VSIX of what is built, and checks the sizes of what users download and start.
import assert from 'node:assert';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startChecks } from './support/checks.mjs';
import { mustRun, root } from './support/run.mjs';

/** In bytes. The server starts with every window; onnxruntime's WebAssembly is most of the rest. */
const budgets = { 'dist/server.js': 400_000, 'dist/web/server.js': 400_000, 'out/fovea.vsix': 8_000_000 };

const { check, end } = startChecks('size budgets');
mkdirSync(join(root, 'out'), { recursive: true });
await check('the VSIX is made', () => mustRun(['npm', 'run', '--silent', 'vsix', '--', '--out', 'out/fovea.vsix']));
for (const [file, limit] of Object.entries(budgets)) {
  await check(`${file} is within ${limit / 1000} kB`, () => {
    const { size } = statSync(join(root, file));
    assert.ok(
      size <= limit,
      `It has ${(size / 1000).toFixed(1)} kB. out/meta says what of: https://esbuild.github.io/analyze/`,
    );
  });
}
end();
