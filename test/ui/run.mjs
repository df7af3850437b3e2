// Uses the packaged extension as a person would, in a VS Code in a browser. Leaves a picture of every step in out/screenshots.
import assert from 'node:assert';
import { startChecks } from '../../scripts/support/checks.mjs';
import { openWorkbench } from './workbench.mjs';

/** @typedef {Awaited<ReturnType<typeof openWorkbench>>} Workbench */

const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern' };

/** @type {readonly (readonly [picture: string, what: string, action: (workbench: Workbench) => Promise<void>])[]} */
const tour = [
  ['lenet-open', 'VS Code opens the file', workbench => workbench.opens()],
  ['lenet-hints', 'a line ends with its shape and receptive field', workbench => workbench.sees('6×28×28 · RF 5')],
  [
    'lenet-hover',
    'a hover puts numbers into the formula of the size',
    async workbench => {
      // floor((28 + 2·2 - 1·(5 - 1) - 1) / 1) + 1 = 28, as torch.nn.Conv2d has it.
      const text = await workbench.hover(/^conv$/, '= 28');
      assert.match(text, /28 \+ 2·2 − 1·\(5 ?− ?1\) − 1/);
    },
  ],
  [
    'lenet-preview',
    'the button in the title opens the preview, which reads the digit',
    async workbench => {
      await workbench.pressTitleButton('Open Preview');
      const output = workbench.preview.getByRole('region', { name: 'Output' });
      // The folder's first picture is 00000_label7.png.
      assert.strictEqual(await output.getByRole('rowheader').first().innerText(), '7');
    },
  ],
  [
    'broken-problems',
    'a fault is underlined, and listed with both of its shapes',
    async workbench => {
      await workbench.openFile('broken.cnn');
      await workbench.editor.locator('.squiggly-error').first().waitFor();
      await workbench.openProblems();
      const text = await workbench.problem('6×12×12').innerText();
      assert.match(text, /6×14×14/);
    },
  ],
];

const { check, end } = startChecks('user interface');
for (const [shade, theme] of Object.entries(themes)) {
  console.log(`  ${theme}`);
  const workbench = await openWorkbench({ theme, file: 'lenet.cnn' });
  try {
    for (const [picture, what, action] of tour) {
      const passed = await check(what, () => action(workbench));
      await workbench.picture(`${passed ? '' : 'failed-'}${picture}-${shade}`);
    }
  } finally {
    await workbench.close();
  }
}
end();
