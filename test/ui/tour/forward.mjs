/** The forward view: what goes in, and what comes out. */
import assert from 'node:assert';
import { digit } from './digit.mjs';

const fontWeights = elements => elements.map(element => getComputedStyle(element).fontWeight);

/** @type {readonly import('../tour.mjs').Step[]} */
export const forward = [
  [
    'forward',
    'the button in the title opens the preview, which reads the digit',
    async workbench => {
      await workbench.pressTitleButton('Open Preview');
      // A busy machine takes its time to start the page, its worker and onnxruntime.
      await workbench.preview.answer().waitFor({ timeout: 60_000 });
      // The folder's first picture is 00000_label7.png.
      assert.strictEqual(await workbench.preview.answer().innerText(), '7');
      // The eighth line of the model's file of class names.
      await workbench.preview.inside.locator('tr.best', { hasText: 'seven' }).waitFor();
    },
  ],
  [
    'forward-picture',
    'another picture is another answer',
    async ({ preview }) => {
      await preview.choosePicture('00003_label0.png');
      await preview.region('Output').getByRole('rowheader', { name: '0', exact: true }).first().waitFor();
      await preview.inside.locator('tr:first-child th', { hasText: /^0$/ }).waitFor();
      const weights = await preview.region('Output').first().getByRole('rowheader').evaluateAll(fontWeights);
      assert.deepStrictEqual(weights, ['600', ...Array(9).fill('400')], 'the first is bold');
    },
  ],
  [
    'forward-zoom',
    'a cell of a map shows what it sees of the input',
    async ({ preview }) => {
      await preview.layer('conv2').scrollIntoViewIfNeeded();
      await preview.button(/^conv2, channel 3:/).click();
      await preview
        .region('Channel 3')
        .locator('.pointed canvas')
        .first()
        .click({ position: { x: 100, y: 100 } });
      // Two 5×5 windows around a pool of 2: 14 rows of the input.
      await preview
        .region('Channel 3')
        .getByText(/sees rows \d+…\d+/)
        .waitFor();
      // And where in them what it sees comes from.
      await preview.region('Channel 3').getByText('mostly from row').waitFor();
    },
  ],
  [
    'overview',
    'all of it beside the editor: the picture in the README',
    async ({ preview, page }) => {
      await page.keyboard.press('Control+B');
      await preview.layer('conv2').evaluate(card => card.scrollIntoView({ block: 'start' }));
    },
  ],
  [
    'forward-occlusion',
    'an occlusion run shows where the answer comes from',
    async ({ preview, page }) => {
      await page.keyboard.press('Control+B');
      await preview.region('Channel 3').getByRole('button', { name: 'Close' }).click();
      await preview.button('Find out where zero is seen: occlusion').click();
      const panel = preview.region('Occlusion');
      await panel.getByText('zero of fc3 is').waitFor();
      await panel.locator('progress').waitFor({ state: 'detached' });
    },
  ],
  [
    'forward-times',
    'every layer’s time is measured',
    async ({ preview }) => {
      await preview.inside.locator('vscode-button', { hasText: 'Times' }).click();
      await preview.layer('fc3').locator('.layer-time').waitFor();
      await preview.layer('conv2').scrollIntoViewIfNeeded();
    },
  ],
  [
    'forward-drawing',
    'a drawn line is read as a one',
    async ({ preview, page }) => {
      await preview.region('Occlusion').getByRole('button', { name: 'Close' }).click();
      await preview.choosePicture('Draw');
      const pad = preview.inside.locator('.pad canvas');
      await pad.scrollIntoViewIfNeeded();
      const { x, y, width, height } = await pad.boundingBox();
      await page.mouse.move(x + 0.55 * width, y + 0.2 * height);
      await page.mouse.down();
      await page.mouse.move(x + 0.48 * width, y + 0.8 * height, { steps: 6 });
      await page.mouse.up();
      await preview.inside.locator('tr:first-child th', { hasText: /^1$/ }).waitFor();
    },
  ],
  [
    'forward-dropped',
    'a picture that is dropped on the page is read',
    async ({ preview }) => {
      await preview.give('drop', digit('00016_label9.png'));
      await preview.inside.locator('tr.best', { hasText: 'nine' }).waitFor();
    },
  ],
  [
    'forward-pasted',
    'and one that is pasted',
    async ({ preview }) => {
      await preview.give('paste', digit('00050_label6.png'));
      await preview.inside.locator('tr.best', { hasText: 'six' }).waitFor();
    },
  ],
  [
    'forward-webgpu',
    'WebGPU, where there is none, is said not to be used, and the network is run without it',
    async workbench => {
      await workbench.set({ 'fovea.preview.executionProvider': 'webgpu' });
      await workbench.preview.inside.getByText('WebGPU is not used').waitFor();
      await workbench.preview.inside.locator('tr.best', { hasText: 'six' }).waitFor();
    },
  ],
  ['forward-accessible', 'axe-core has nothing against it', ({ preview }) => preview.checkAccessibility()],
  [
    'forward-wasm',
    'and when it is wished for no more, nothing is said',
    async workbench => {
      await workbench.set({});
      await workbench.preview.inside.getByText('WebGPU is not used').waitFor({ state: 'detached' });
      await workbench.preview.inside.locator('tr.best', { hasText: 'six' }).waitFor();
    },
  ],
];
