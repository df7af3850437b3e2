import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** `.cnn` files of the library are imported as text, as esbuild does for the products. */
const cnnAsText = {
  name: 'cnn-as-text',
  enforce: 'pre',
  load: id => (id.endsWith('.cnn') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))}` : undefined),
};

/** The last line of each of this project's suites; `npm test` adds them up. */
const tally = {
  onTestRunEnd(modules) {
    const states = modules.flatMap(({ children }) => [...children.allTests()]).map(test => test.result().state);
    const count = state => states.filter(other => other === state).length;
    console.log(`unit tests: ${count('passed')} passed, ${count('failed')} failed`);
  },
};

export default defineConfig({
  plugins: [cnnAsText],
  test: {
    reporters: ['default', tally],
    include: ['{docs,server,client,syntaxes,l10n,test}/**/*.test.ts'],
    exclude: ['test/integration/**', '**/node_modules/**'],
    // The files share the modules that they import, a set for each core: loading them anew took longer than most tests.
    isolate: false,
    pool: 'threads',
    maxWorkers: '100%',
    // No test is timed: what hangs fails, what shares a busy machine does not.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
