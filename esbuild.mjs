// Builds every product into dist/. `--minify` as it is shipped, `--tests` with the integration suite, `--watch` again on every change.
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import * as esbuild from 'esbuild';
import { asModules } from './scripts/support/as-modules.mjs';
import { nodeModule } from './scripts/support/node-module.mjs';

const root = import.meta.dirname;
const { values: flags } = parseArgs({
  options: { minify: { type: 'boolean' }, tests: { type: 'boolean' }, watch: { type: 'boolean' } },
});

/** @type {esbuild.BuildOptions} What runs in Node: the extension host's, or the user's. */
const node = { platform: 'node', format: 'cjs', target: 'node20' };
/** @type {esbuild.BuildOptions} What the web-worker extension host evaluates: CommonJS, but of a browser. */
const webHost = { platform: 'browser', format: 'cjs', target: 'es2023' };
/** @type {esbuild.BuildOptions} Pages and workers: one self-contained script, since a Blob worker has no address to import from. */
const browser = { platform: 'browser', format: 'iife', target: 'es2023' };
/** @type {esbuild.BuildOptions} What is imported when it is needed becomes a file of its own, and so does what two files share. */
const inParts = { format: 'esm', splitting: true };
/** @type {esbuild.BuildOptions} What TypeScript keeps private in the protocol's libraries is seen by nobody else: its names may be short. */
const shortPrivates = { mangleProps: flags.minify ? /^_[a-z]/ : undefined };
/** @type {esbuild.BuildOptions} */
const extension = { external: ['vscode'] };

/** @typedef {readonly [output: string, entry: string, ...options: esbuild.BuildOptions[]]} Product */

/** @type {readonly Product[]} */
const shipped = [
  ['dist/extension.js', 'client/extension/main-node.ts', node, extension],
  ['dist/web/extension.js', 'client/extension/main-browser.ts', webHost, extension],
  ['dist/server/main.mjs', 'server/lsp/main-node.ts', node, inParts, shortPrivates],
  ['dist/web/server.js', 'server/lsp/worker.ts', browser],
  ['dist/web/server/main.js', 'server/lsp/main-browser.ts', browser, inParts, shortPrivates],
  ['dist/fovea.js', 'server/cli/main.ts', node, nodeModule('#!/usr/bin/env node')],
  ['dist/preview/page.js', 'client/preview/main.tsx', browser, { jsx: 'automatic', jsxImportSource: 'preact' }],
  ['dist/preview/worker.js', 'client/preview/worker/main.ts', browser],
  ['dist/preview/worker-webgpu.js', 'client/preview/worker/main-webgpu.ts', browser],
  ['dist/preview/layout.js', 'client/preview/graph/worker.ts', browser],
];

/** @type {readonly Product[]} The integration suite is one file for both extension hosts. */
const tests = [['dist/test/integration.js', 'test/integration/main.ts', webHost, extension]];

/** Files that are shipped as they are. */
const copies = [
  ['dist/preview/ort-wasm-simd-threaded.wasm', 'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'],
];

/** Kept packed, since a package of both would be too large: a quality of 11 would save another 14 %, and takes ten times as long. */
async function pack() {
  const bytes = await readFile(join(root, 'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.jspi.wasm'));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  };
  const packed = await promisify(brotliCompress)(bytes, { params });
  await writeFile(join(root, 'dist/preview/ort-wasm-simd-threaded.jspi.wasm.br'), packed);
}

/** A table of translations for each folder of `l10n/`, made of its files: VS Code, the server and the command line read it. */
async function translate() {
  await mkdir(join(root, 'dist/l10n'), { recursive: true });
  const languages = (await readdir(join(root, 'l10n'), { withFileTypes: true })).filter(entry => entry.isDirectory());
  for (const { name } of languages) {
    const files = (await readdir(join(root, 'l10n', name))).map(file =>
      readFile(join(root, 'l10n', name, file), 'utf8'),
    );
    const bundle = Object.assign({}, ...(await Promise.all(files)).map(text => JSON.parse(text)));
    await writeFile(join(root, `dist/l10n/bundle.l10n.${name}.json`), JSON.stringify(bundle));
  }
}

/** @type {esbuild.Plugin} Says when a build begins and ends, in the words that .vscode/tasks.json looks for. */
const announce = {
  name: 'announce',
  setup({ onStart, onEnd }) {
    onStart(() => console.log('[watch] build started'));
    onEnd(() => console.log('[watch] build finished'));
  },
};

/** @param {Product} product @returns {esbuild.BuildOptions} */
function optionsOf([output, entry, ...differences]) {
  return {
    absWorkingDir: root,
    entryPoints: { [basename(output, extname(output))]: entry },
    outdir: dirname(output),
    outExtension: { '.js': extname(output) },
    bundle: true,
    metafile: true,
    minify: flags.minify ?? false,
    sourcemap: !flags.minify,
    charset: 'utf8',
    loader: { '.cnn': 'text', '.ttf': 'file' },
    assetNames: '[name]',
    chunkNames: '[name]-[hash]',
    plugins: flags.watch ? [asModules, announce] : [asModules],
    ...Object.assign({}, ...differences),
  };
}

/** @param {Product} product */
async function build(product) {
  const [output] = product;
  const { metafile } = await esbuild.build(optionsOf(product));
  // What is in a product and how much each part weighs: for esbuild's analysers.
  await writeFile(
    join(root, 'out/meta', `${output.slice('dist/'.length).replaceAll('/', '-')}.json`),
    JSON.stringify(metafile),
  );
  for (const [file, { bytes }] of Object.entries(metafile.outputs))
    if (!file.endsWith('.map')) console.log(`${file.padEnd(40)}${(bytes / 1000).toFixed(0).padStart(6)} kB`);
}

/** @param {Product} product */
async function watch(product) {
  const context = await esbuild.context(optionsOf(product));
  await context.watch();
}

const products = flags.tests ? [...shipped, ...tests] : shipped;
const missing = products.map(([, entry]) => entry).filter(entry => !existsSync(join(root, entry)));
if (missing.length > 0) {
  console.error(`Nothing is built: there is no ${missing.join(', no ')}.`);
  process.exit(1);
}

await rm(join(root, 'dist'), { recursive: true, force: true });
await mkdir(join(root, 'out/meta'), { recursive: true });
for (const [target, source] of copies) {
  await mkdir(join(root, dirname(target)), { recursive: true });
  await cp(join(root, source), join(root, target));
}
const packing = pack();
await translate();
// esbuild has already printed what is wrong when this is rejected.
await Promise.all(products.map(flags.watch ? watch : build)).catch(() => process.exit(1));
await packing;
