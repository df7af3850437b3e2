// `npm run bench:repaint`: from a key in VS Code's editor to the picture that it changes in the preview. Works in a fresh clone.
import { ensureChromium } from '../../scripts/support/chromium.mjs';
import { installProject, installVsCodeHost } from '../../scripts/support/install.mjs';
import { mustRun } from '../../scripts/support/run.mjs';
import { quantile } from '../quantile.mjs';

const WARM = 10;
const KEYS = 100;
const GOAL = 150;

await installProject();
console.log('Building what is shipped …');
await mustRun([process.execPath, 'esbuild.mjs', '--minify']);
await mustRun(['npm', 'run', '--silent', 'vsix', '--', '--out', 'out/fovea.vsix']);
await installVsCodeHost();
process.env.CHROMIUM = await ensureChromium();
const { openWorkbench } = await import('../../test/ui/workbench.mjs');

const workbench = await openWorkbench({ theme: 'Default Dark Modern', file: 'lenet.cnn' });
try {
  await workbench.opens();
  await workbench.pressTitleButton('Open Preview');
  await workbench.preview.shows('LeNet5');
  const times = await timesToRepaint();
  const [half, most] = [0.5, 0.95].map(share => quantile(times, share).toFixed(0));
  console.log(
    `From a key to LeNet-5's repainted output, of ${KEYS} keys: median ${half} ms, p95 ${most} ms; goal ${GOAL} ms`,
  );
} finally {
  await workbench.close();
}

/** A digit more and a digit less, in the 84 values of `fc2`: both make other weights, and another output. */
async function timesToRepaint() {
  const { page, preview } = workbench;
  await workbench.clickWord(/^84$/);
  await page.keyboard.press('End');
  for (let step = 0; step < ')); relu'.length - 1; step++) await page.keyboard.press('ArrowLeft');
  await page.evaluate(rememberKeys);
  const output = await preview.region('Output').first().elementHandle();
  await output.evaluate(rememberPaints);
  const times = [];
  for (let key = 0; key < WARM + KEYS; key++) {
    await page.keyboard.press(key % 2 === 0 ? '1' : 'Backspace');
    const painted = await output.evaluate(nextPaint);
    times.push(painted - (await page.evaluate(() => globalThis.keyAt)));
    // The next key comes when all is at rest, as a person's does.
    await page.waitForTimeout(200);
  }
  return times.slice(WARM);
}

/** When the newest key came, on the clock that all frames share. */
function rememberKeys() {
  const remember = ({ timeStamp }) => (globalThis.keyAt = performance.timeOrigin + timeStamp);
  addEventListener('keydown', remember, true);
}

/** When other values were painted: in the frame after the change, and the task after that. */
function rememberPaints(element) {
  let shown = element.textContent;
  const painted = () => globalThis.paints.push(performance.timeOrigin + performance.now());
  globalThis.paints = [];
  new MutationObserver(() => {
    if (element.textContent === shown) return;
    shown = element.textContent;
    requestAnimationFrame(() => setTimeout(painted));
  }).observe(element, { subtree: true, childList: true, characterData: true });
}

async function nextPaint() {
  while (globalThis.paints.length === 0) await new Promise(resolve => setTimeout(resolve, 5));
  return globalThis.paints.splice(0)[0];
}
