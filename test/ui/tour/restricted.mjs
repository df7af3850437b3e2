/** A workspace that is not trusted yet: nothing of it is run, so nothing is held back. */
import assert from 'node:assert';

/** @type {readonly import('../tour.mjs').Step[]} */
export const restricted = [
  ['restricted-open', 'VS Code opens the file', workbench => workbench.opens()],
  [
    'restricted',
    'in Restricted Mode it is read, and run with its weights, all the same',
    async workbench => {
      await workbench.isRestricted();
      await workbench.sees('6×28×28 · RF 5');
      await workbench.pressTitleButton('Open Preview');
      await workbench.preview.answer().waitFor({ timeout: 60_000 });
      assert.strictEqual(await workbench.preview.answer().innerText(), '7');
    },
  ],
  [
    'restricted-no-more',
    'once it is trusted all goes on',
    async workbench => {
      await workbench.trust();
      await workbench.preview.answer().waitFor();
      await workbench.closeTab('Preview');
    },
  ],
];
