// Uses the packaged extension as a person would, in a VS Code in a browser. Leaves a picture of every step in out/screenshots.
import { startChecks } from '../../scripts/support/checks.mjs';
import { looks, restricted, tour } from './tour.mjs';
import { openWorkbench } from './workbench.mjs';

/** @typedef {Awaited<ReturnType<typeof openWorkbench>>} Workbench */

/** All is done in the first, and looked at in the others. */
const themes = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high-contrast': 'Dark High Contrast',
  'high-contrast-light': 'Light High Contrast',
};

const { check, end } = startChecks('user interface');
await inWorkbench({ theme: 'Default Dark Modern' }, async workbench => {
  await walk(workbench, 'dark', tour);
  for (const [shade, theme] of Object.entries(themes).slice(1)) {
    console.log(`  ${theme}`);
    await check('the theme is switched while all is open', () => workbench.setTheme(theme));
    await walk(workbench, shade, looks);
  }
});
console.log('  Restricted Mode');
await inWorkbench({ theme: 'Default Light Modern', isRestricted: true }, workbench =>
  walk(workbench, 'light', restricted),
);
end();

/** Closed in any case: a server would go on. */
async function inWorkbench(options, action) {
  const workbench = await openWorkbench({ ...options, file: 'lenet.cnn' });
  try {
    await action(workbench);
  } finally {
    await workbench.close();
  }
}

/** @param {Workbench} workbench */
async function walk(workbench, shade, steps) {
  for (const [picture, what, action] of steps) {
    const passed = await check(what, () => action(workbench));
    await workbench.picture(`${passed ? '' : 'failed-'}${picture}-${shade}`);
  }
}
