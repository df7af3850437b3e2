import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** `.cnn` files of the library are imported as text, as esbuild does for the products. */
const cnnAsText = {
  name: 'cnn-as-text',
  enforce: 'pre',
  load: id => (id.endsWith('.cnn') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))}` : undefined),
};

export default defineConfig({
  plugins: [cnnAsText],
  test: {
    include: ['{server,client,syntaxes,test}/**/*.test.ts'],
    exclude: ['test/integration/**', '**/node_modules/**'],
  },
});
