/** The graph view. */
import assert from 'node:assert';

/** @type {readonly import('../tour.mjs').Step[]} */
export const graph = [
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
