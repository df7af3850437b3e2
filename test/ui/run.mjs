// Uses the packaged extension as a person would, in a VS Code in a browser. Leaves a picture of every step in out/screenshots.
import { startChecks } from '../../scripts/support/checks.mjs';
import { looks, tour } from './tour.mjs';
import { openWorkbench } from './workbench.mjs';

/** All is done in the first, and looked at in the others. */
const themes = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high-contrast': 'Dark High Contrast',
  'high-contrast-light': 'Light High Contrast',
};

const { check, end } = startChecks('user interface');
const workbench = await openWorkbench({ theme: 'Default Dark Modern', file: 'lenet.cnn', isRestricted: true });
try {
  await walk('dark', tour);
  for (const [shade, theme] of Object.entries(themes).slice(1)) {
    console.log(`  ${theme}`);
    await check('the theme is switched while all is open', () => workbench.setTheme(theme));
    await walk(shade, looks);
  }
} finally {
  // In any case: a server would go on.
  await workbench.close();
}
end();

async function walk(shade, steps) {
  for (const [picture, what, action] of steps) {
    const passed = await check(what, () => action(workbench));
    await workbench.picture(`${passed ? '' : 'failed-'}${picture}-${shade}`);
  }
}
