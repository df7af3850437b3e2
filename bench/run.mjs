// `npm run bench`: the ratios that README.md explains. Words after `--` choose sections. Works in a fresh clone; what is
// imported here needs no package.
import { ensureChromium, findChromium } from '../scripts/support/chromium.mjs';
import { installNativeRuntime, installProject } from '../scripts/support/install.mjs';
import { mustRun, root, run } from '../scripts/support/run.mjs';

const sections = process.argv.slice(2);

await installProject();
console.log('Building what is shipped, and the benchmarks …');
await mustRun([process.execPath, 'esbuild.mjs', '--minify']);
await buildBenchmarks();

// Who asks for the preview's figures alone gets a browser for them.
const chromium = sections.includes('preview') ? await ensureChromium() : findChromium();
if (chromium && (sections.length === 0 || sections.includes('preview'))) await installNativeRuntime();
const { status } = await run([process.execPath, 'out/bench/main.js', ...sections], {
  env: chromium ? { CHROMIUM: chromium } : {},
});
process.exitCode = status;

async function buildBenchmarks() {
  const { build } = await import('esbuild');
  const common = {
    absWorkingDir: root,
    outdir: 'out/bench',
    outbase: 'bench',
    bundle: true,
    loader: { '.cnn': 'text' },
  };
  await build({
    ...common,
    entryPoints: ['main', 'analysis/cold-*', 'growth/heap'].map(name => `bench/${name}.ts`),
    platform: 'node',
    target: 'node20',
    packages: 'external',
  });
  await build({
    ...common,
    entryPoints: ['bench/preview/page.ts'],
    platform: 'browser',
    format: 'esm',
    target: 'es2023',
  });
}
