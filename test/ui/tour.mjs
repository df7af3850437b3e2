/** What a person does, step by step; each step leaves a picture. */
import assert from 'node:assert';
import { join } from 'node:path';

/** @typedef {Awaited<ReturnType<typeof import('./workbench.mjs').openWorkbench>>} Workbench */
/** @typedef {readonly [picture: string, what: string, action: (workbench: Workbench) => Promise<void>]} Step */

/** @type {readonly Step[]} */
const editor = [
  ['editor-open', 'VS Code opens the file', workbench => workbench.opens()],
  ['editor-hints', 'a line ends with its shape and receptive field', workbench => workbench.sees('6×28×28 · RF 5')],
  [
    'editor-lens',
    'a lens over the model has its totals',
    // 61,706 parameters.
    workbench => workbench.sees(/61\.7 K params/),
  ],
  [
    'editor-completion',
    'the completion list offers layers',
    async workbench => {
      await workbench.typeAfter(/^conv2$/, '; max');
      assert.match(await workbench.completions('maxpool'), /maxpool/);
    },
  ],
  [
    'editor-hover',
    'a hover puts numbers into the formula of the size',
    async workbench => {
      await workbench.page.keyboard.press('Escape');
      await workbench.command('File: Revert File');
      // floor((28 + 2·2 - 1·(5 - 1) - 1) / 1) + 1 = 28, as torch.nn.Conv2d has it.
      const text = await workbench.hover(/^conv$/, '= 28');
      assert.match(text, /28 \+ 2·2 − 1·\(5 ?− ?1\) − 1/);
    },
  ],
  [
    'editor-hover-leads',
    'a number in the hover leads to what gave it',
    async workbench => {
      // The 5 of the kernel.
      await workbench.followInHover('5');
      await workbench.standsAt(8, 19);
    },
  ],
];

const digit = name => join(import.meta.dirname, '../../samples/lenet', name);

const fontWeights = elements => elements.map(element => getComputedStyle(element).fontWeight);

/** @type {readonly Step[]} */
const forward = [
  [
    'forward',
    'the button in the title opens the preview, which reads the digit',
    async workbench => {
      await workbench.pressTitleButton('Open Preview');
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
  ['forward-accessible', 'axe-core has nothing against it', ({ preview }) => preview.checkAccessibility()],
];

/** @type {readonly Step[]} */
const both = [
  [
    'sync-cursor',
    'the cursor chooses a layer',
    async workbench => {
      await workbench.clickWord(/^fc2$/);
      await workbench.preview.inside.locator('.layer.current', { hasText: 'fc2' }).waitFor();
    },
  ],
  [
    'sync-back',
    'a layer that is chosen shows its line, and the focus stays',
    async workbench => {
      await workbench.preview.layer('conv2').getByRole('button', { name: 'conv2', exact: true }).click();
      await workbench.cursorIsAt(10);
      assert.strictEqual(await workbench.page.evaluate(() => document.activeElement?.tagName), 'IFRAME');
    },
  ],
  [
    'sync-broken',
    'while the text is broken the last good result stays, and says so',
    async workbench => {
      await workbench.typeAfter(/^conv2$/, ' -> conv(16, 99)');
      await workbench.preview.inside.getByText('Shown is the last version that could run.').waitFor();
      assert.ok(await workbench.preview.layer('fc3').isVisible());
      await workbench.command('File: Revert File');
      await workbench.preview.inside.getByText('Shown is the last version').waitFor({ state: 'detached' });
    },
  ],
];

/** @type {readonly Step[]} */
const graph = [
  [
    'graph',
    'the graph has a node a layer, and shapes on its edges',
    async ({ preview }) => {
      await preview.openTab('Graph');
      await preview.inside.locator('.edge', { hasText: '16×10×10' }).first().waitFor();
    },
  ],
  [
    'graph-exported',
    'it is saved as SVG and as PNG',
    async workbench => {
      await workbench.preview.button('SVG').click();
      const svg = String(await workbench.savesAs('LeNet5.svg'));
      assert.match(svg, /^<svg [^]*16×10×10[^]*conv1[^]*<\/svg>\s*$/);
      await workbench.preview.button('PNG').click();
      const png = await workbench.savesAs('LeNet5.png');
      // The signature of a PNG file, then its first chunk with width and height: https://www.w3.org/TR/png-3/#5PNG-file-signature
      assert.strictEqual(png.toString('latin1', 0, 8), '\x89PNG\r\n\x1a\n');
      const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg);
      const proportion = png.readUInt32BE(20) / png.readUInt32BE(16);
      assert.ok(Math.abs(proportion - height / width) < 0.05, 'it has the drawing’s proportion');
    },
  ],
  [
    'graph-search',
    'a layer is found by its name, and traced',
    async ({ preview }) => {
      await preview.inside.getByRole('searchbox').fill('conv2');
      await preview.inside.getByRole('searchbox').press('Enter');
      await preview.node('conv2').and(preview.inside.locator('.focus')).waitFor();
      await preview.button('Trace').click();
      await preview.inside.getByRole('combobox', { name: 'Colour by' }).selectOption('MACs');
    },
  ],
  [
    'graph-keys',
    'arrow keys go from node to node',
    async ({ preview, page }) => {
      await preview.node('conv2').focus();
      await page.keyboard.press('ArrowDown');
      await preview.inside.locator('.node.focus', { hasText: 'relu' }).waitFor();
    },
  ],
  [
    'graph-pinned',
    'pinned, the preview stays with its model',
    async workbench => {
      await workbench.preview.button('Stay with this model').click();
      await workbench.openFile('resnet.cnn');
      await workbench.sees('64×56×56 · RF 19');
      await workbench.preview.shows('LeNet5');
    },
  ],
  [
    'graph-blocks',
    'else it follows the editor to another file, whose blocks are closed and open',
    async workbench => {
      await workbench.preview.button('Stay with this model').click();
      await workbench.preview.shows('ResNet18');
      await workbench.preview.node('layers').first().waitFor();
      await workbench.preview.inside.getByRole('button', { name: 'Close layer2' }).click();
      await workbench.preview.inside.locator('.node[aria-expanded=false]', { hasText: 'layer2' }).waitFor();
    },
  ],
  ['graph-accessible', 'axe-core has nothing against it', ({ preview }) => preview.checkAccessibility()],
  [
    'graph-unfit',
    'what does not fit is red, with the message',
    async workbench => {
      await workbench.openFile('unfit.cnn');
      await workbench.preview.inside.locator('.node.fault', { hasText: 'add' }).waitFor();
      const words = await workbench.preview.inside.locator('.node.fault .wrong').allTextContents();
      // 30, 15, 7 and back to 14: it meets 15.
      assert.match(words.join(' '), /8×14×14.*8×15×15/);
    },
  ],
];

/** @type {readonly Step[]} */
const table = [
  [
    'table',
    'the table sorts by parameters',
    async workbench => {
      await workbench.openFile('resnet.cnn');
      await workbench.preview.openTab('Table');
      await workbench.preview.shows('ResNet18');
      await workbench.preview.inside.getByRole('columnheader', { name: 'Params' }).getByRole('button').click();
      // 512·512·3·3 = 2,359,296, as each of the last three convolutions has.
      const first = workbench.preview.inside.locator('tbody tr').first();
      assert.match(await first.innerText(), /layer4.*2\.36 M/s);
    },
  ],
  [
    'table-copied',
    'it is copied as Markdown',
    async ({ preview }) => {
      await preview.inside.locator('vscode-button', { hasText: 'Markdown' }).click();
      await preview.inside.getByText('layers copied as Markdown').waitFor();
    },
  ],
  [
    'table-csv',
    'and as CSV, into the clipboard',
    async workbench => {
      await workbench.preview.inside.locator('vscode-button', { hasText: 'CSV' }).click();
      await workbench.preview.inside.getByText('layers copied as CSV').waitFor();
      const [head, ...rows] = (await workbench.clipboard()).trim().split(/\r?\n/);
      assert.match(head, /params,macs/);
      // 3·64·7·7 = 9,408 weights, at 112·112 places each: 118,013,952.
      const conv1 = rows.find(row => row.startsWith('conv1,'));
      assert.match(conv1, /,9408,118013952,/);
      assert.strictEqual(rows.length, 70);
    },
  ],
  ['table-accessible', 'axe-core has nothing against it', ({ preview }) => preview.checkAccessibility()],
];

/** @type {readonly Step[]} */
const long = [
  [
    'run-cancelled',
    'a long run is cancelled in the middle of it, and the next one is not',
    async workbench => {
      const { preview } = workbench;
      await workbench.openFile('vgg16.cnn');
      await preview.openTab('Forward');
      await preview.button('Cancel the run').click();
      await preview.inside.getByText('The run was cancelled.').waitFor();
      await preview.choosePicture('All ones');
      await preview.inside.getByText('The run was cancelled.').waitFor({ state: 'detached' });
      await preview.button('Cancel the run').waitFor();
    },
  ],
];

/** @type {readonly Step[]} */
const survival = [
  [
    'two-previews',
    'a preview that stays with its model is not the only one',
    async workbench => {
      const { preview } = workbench;
      await workbench.openFile('lenet.cnn');
      await preview.shows('LeNet5');
      await preview.choosePicture('Draw');
      await preview.inside.locator('tr.best', { hasText: 'one' }).waitFor();
      await preview.button('Stay with this model').click();
      await workbench.openFile('resnet.cnn');
      await workbench.pressTitleButton('Open Preview');
      await preview.shows('ResNet18');
      await workbench.openTab('Preview lenet.cnn');
      await preview.shows('LeNet5');
      // Its page was gone in the meantime; what was drawn is not.
      await preview.inside.locator('tr.best', { hasText: 'one' }).waitFor();
    },
  ],
  [
    'reload',
    'after a reload of the window it is as it was: the file, the view, the picture, the model that it stays with',
    async workbench => {
      await workbench.openFile('lenet.cnn');
      await workbench.preview.openTab('Forward');
      await workbench.preview.give('drop', digit('00004_label4.png'));
      await workbench.preview.inside.locator('tr.best', { hasText: 'four' }).waitFor();
      await workbench.preview.openTab('Table');
      await workbench.reload();
      await workbench.preview.inside.getByRole('tab', { name: 'Table', selected: true }).waitFor({ timeout: 30_000 });
      await workbench.preview.openTab('Forward');
      await workbench.preview.inside.locator('tr.best', { hasText: 'four' }).waitFor();
      await workbench.preview.inside.getByRole('button', { name: 'Stay with this model', pressed: true }).waitFor();
      await workbench.openFile('resnet.cnn');
      await workbench.sees('64×56×56 · RF 19');
      await workbench.preview.shows('LeNet5');
      await workbench.closeTab('Preview lenet.cnn');
    },
  ],
  [
    'problems',
    'a fault is underlined, and listed with both of its shapes',
    async workbench => {
      await workbench.openFile('broken.cnn');
      await workbench.editor.locator('.squiggly-error').first().waitFor();
      await workbench.openProblems();
      const text = await workbench.problem('6×12×12').innerText();
      assert.match(text, /6×14×14/);
      await workbench.openProblems();
    },
  ],
];

/** Everything, once, in one theme. @type {readonly Step[]} */
export const tour = [...editor, ...forward, ...both, ...graph, ...table, ...long, ...survival];

/** What to look at in every other theme: it is switched while all is open. @type {readonly Step[]} */
export const looks = [
  [
    'forward-zoom',
    'the forward view',
    async workbench => {
      await workbench.openFile('lenet.cnn');
      await workbench.preview.openTab('Forward');
      await workbench.preview.shows('LeNet5');
      await workbench.preview.button(/^conv1, channel 3:/).click();
      const map = workbench.preview.region('Channel 3').locator('.pointed canvas').first();
      await map.click({ position: { x: 100, y: 100 } });
      await workbench.preview.checkAccessibility();
    },
  ],
  [
    'editor-hover',
    'a hover',
    async workbench => {
      await workbench.hover(/^conv$/, '= 28');
    },
  ],
  [
    'table',
    'the table',
    async workbench => {
      await workbench.openFile('resnet.cnn');
      await workbench.preview.openTab('Table');
      await workbench.preview.shows('ResNet18');
      await workbench.preview.checkAccessibility();
    },
  ],
  [
    'graph',
    'the graph',
    async ({ preview }) => {
      await preview.openTab('Graph');
      await preview.node('layers').first().waitFor();
      await preview.inside.getByRole('combobox', { name: 'Colour by' }).selectOption('MACs');
      await preview.checkAccessibility();
    },
  ],
  [
    'graph-unfit',
    'what does not fit',
    async workbench => {
      await workbench.openFile('unfit.cnn');
      await workbench.preview.inside.locator('.node.fault').waitFor();
    },
  ],
];
