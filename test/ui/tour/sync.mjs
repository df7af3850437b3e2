/** The cursor and the page go together. */
import assert from 'node:assert';

/** @type {readonly import('../tour.mjs').Step[]} */
export const sync = [
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
      await workbench.revert();
      await workbench.preview.inside.getByText('Shown is the last version').waitFor({ state: 'detached' });
    },
  ],
];
