// `npm test`: everything that can be tested, on a machine that may have nothing yet but Node. Its last line is the sum of all
// suites. What is imported here needs no package.
import { ensureChromium } from './support/chromium.mjs';
import { installProject, installVsCodeHost } from './support/install.mjs';
import { mustRun, run } from './support/run.mjs';
import { failuresOf, tallyOf } from './support/tally.mjs';

const node = process.execPath;
const isDesktop = Boolean(process.env.VSCODE_DESKTOP);

/**
 * In this order: what is quick to fail comes first. A suite ends with its tally; the others only succeed or fail.
 * @type {readonly { readonly name: string, readonly command: readonly string[], readonly isSuite?: boolean }[]}
 */
const steps = [
  { name: 'Types, lint and format', command: ['npm', 'run', '--silent', 'check'] },
  { name: 'Unit tests', command: ['npx', 'vitest', 'run'], isSuite: true },
  { name: 'Build', command: [node, 'esbuild.mjs', '--minify', '--tests'] },
  { name: 'Package and size budgets', command: [node, 'scripts/budgets.mjs'], isSuite: true },
  { name: 'Node extension host', command: [node, 'test/integration/run.mjs', 'node'], isSuite: true },
  { name: 'Web-worker extension host', command: [node, 'test/integration/run.mjs', 'web'], isSuite: true },
  // A desktop VS Code is not driven by a browser's driver.
  ...(isDesktop ? [] : [{ name: 'User interface', command: [node, 'test/ui/run.mjs'], isSuite: true }]),
];

const total = { passed: 0, failed: 0 };
const summary = [];
for (const { name, command, isSuite } of [{ name: 'Installation', command: [] }, ...steps]) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const { status, output } = command.length > 0 ? await run(command) : await install();
  const tally = tallyOf(output);
  const failed = failuresOf(status, tally, isSuite);
  const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`;
  summary.push(`${failed ? '✖' : '✔'} ${name}: ${outcome(tally, failed)} (${seconds})`);
  console.log(summary.at(-1));
  total.passed += tally?.passed ?? 0;
  total.failed += failed;
}

console.log(`\n${summary.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

function outcome(tally, failed) {
  if (tally) return `${tally.passed} passed, ${failed} failed`;
  return failed ? 'failed' : 'in order';
}

/** @returns {ReturnType<typeof run>} As of a command, so that a machine without a browser is one more failure. */
async function install() {
  try {
    await installProject();
    if (!isDesktop) {
      await installVsCodeHost();
      process.env.CHROMIUM = await ensureChromium();
      console.log(`Chromium: ${(await mustRun([process.env.CHROMIUM, '--version', '--no-sandbox'])).trim()}`);
    }
    return { status: 0, output: '' };
  } catch (error) {
    console.error(error.message);
    return { status: 1, output: '' };
  }
}
