/**
 * Options of esbuild for a CommonJS file with modules in it that ask where they are (`import.meta.url`): they are where the
 * file is.
 * @param {string} [firstLine] What the file begins with.
 * @returns {import('esbuild').BuildOptions}
 */
export const nodeModule = (firstLine = '') => ({
  define: { 'import.meta.url': 'moduleAddress' },
  banner: { js: `${firstLine}\nvar moduleAddress = require('node:url').pathToFileURL(__filename).href;` },
});
