// `npm test`: everything that can be tested, on a machine that may have nothing yet but Node. Its last line is the sum of all
// suites. What is imported here needs no package.
import { ensureChromium } from './support/chromium.mjs';
import { hasApt } from './support/debian.mjs';
import { installProject, installVsCodeHost } from './support/install.mjs';
import { mustRun, run } from './support/run.mjs';
import { failuresOf, tallyOf } from './support/tally.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<{ readonly status: number, readonly output: string }>} action
 * @property {boolean} [isGround] Nothing after it can run if it fails.
 * @property {string} [beside] It begins with the step of this name, since it mostly waits; it is told of in its own place.
 * @property {boolean} [isQuiet] It prints nothing by itself.
 * @property {boolean} [isSuite] It ends with a tally; the others only succeed or fail.
 */

const limit = { timeout: 300_000 };
const command = (...words) => ({ action: () => run(words, limit) });
/** What it prints is printed when it is asked for. */
const quietly = (...words) => ({ action: () => run(words, { ...limit, quiet: true }), isQuiet: true });
const script = (...words) => command(process.execPath, ...words);
const suite = step => ({ ...step, isSuite: true });
const ground = step => ({ ...step, isGround: true });

/** A desktop VS Code comes with its own browser, which no driver of ours reaches, and is one at a time. */
const isDesktop = Boolean(process.env.VSCODE_DESKTOP);

/** @type {readonly Step[]} In this order: what is quick to fail comes first. */
const steps = [
  ground({ name: 'Libraries', action: installing(installProject) }),
  { name: 'Types, lint and format', ...command('npm', 'run', '--silent', 'check') },
  suite({ name: 'Unit tests', ...command('npx', 'vitest', 'run') }),
  ground({ name: 'Build', ...script('esbuild.mjs', '--minify', '--tests') }),
  suite({ name: 'Package and size budgets', ...script('scripts/budgets.mjs') }),
  // Before the editors: both are installed by apt.
  ...(isDesktop
    ? []
    : [ground({ name: 'VS Code and Chromium', action: installing(installHost), beside: 'Types, lint and format' })]),
  // Where they are not and cannot be installed there is nothing to count.
  ...['neovim', 'emacs'].map(editor =>
    (hasApt() ? suite : step => step)({ name: `In ${editor}`, ...script('test/editors/run.mjs', editor) }),
  ),
  suite({ name: 'Node extension host', ...script('test/integration/run.mjs', 'node') }),
  suite({
    name: 'Web-worker extension host',
    ...quietly(process.execPath, 'test/integration/run.mjs', 'web'),
    ...(isDesktop ? {} : { beside: 'Node extension host' }),
  }),
  ...(isDesktop ? [] : [suite({ name: 'User interface', ...script('test/ui/run.mjs') })]),
];

const total = { passed: 0, failed: 0 };
const summary = [];
/** @type {Map<Step, ReturnType<typeof timed>>} */
const begun = new Map();
const NOT_RUN = { status: 1, output: '', seconds: '0.0' };
let missing;
for (const step of steps) {
  const { name, isSuite, isGround, isQuiet } = step;
  console.log(`\n== ${name}`);
  if (!missing) beginBeside(name);
  const { status, output, seconds } = missing ? NOT_RUN : await (begun.get(step) ?? timed(step));
  if (isQuiet) process.stdout.write(output);
  const tally = tallyOf(output);
  const failed = failuresOf(status, tally, isSuite);
  const outcome = missing ? `not run, for want of: ${missing}` : describe(tally, failed);
  summary.push(`${failed ? '✖' : '✔'} ${name}: ${outcome} (${seconds} s)`);
  console.log(summary.at(-1));
  if (isGround && failed) missing ??= name;
  total.passed += tally?.passed ?? 0;
  total.failed += failed;
}

console.log(`\n${summary.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

function beginBeside(name) {
  for (const step of steps) if (step.beside === name) begun.set(step, timed(step));
}

/** @param {Step} step */
async function timed({ action }) {
  const started = Date.now();
  const result = await action();
  return { ...result, seconds: ((Date.now() - started) / 1000).toFixed(1) };
}

function describe(tally, failed) {
  if (tally) return `${tally.passed} passed, ${failed} failed`;
  return failed ? 'failed' : 'in order';
}

async function installHost() {
  await installVsCodeHost();
  process.env.CHROMIUM = await ensureChromium();
  const version = await mustRun([process.env.CHROMIUM, '--version', '--no-sandbox']);
  console.log(version.trim().split('\n').at(-1));
}

/** @param {() => Promise<void>} install @returns {Step['action']} Its error is one more failure, as of a command. */
function installing(install) {
  return async () => {
    try {
      await install();
      return { status: 0, output: '' };
    } catch (error) {
      console.error(error.message);
      return { status: 1, output: '' };
    }
  };
}
