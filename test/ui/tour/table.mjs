/** The table view. */
import assert from 'node:assert';

/** @type {readonly import('../tour.mjs').Step[]} */
export const table = [
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
