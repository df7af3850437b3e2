/** What outlasts a change of the file, of the page, and of the window. */
import assert from 'node:assert';
import { digit } from './digit.mjs';

/** @type {readonly import('../tour.mjs').Step[]} */
export const survival = [
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
    },
  ],
  [
    'preview-closed',
    'once it is closed the other one is there',
    async workbench => {
      await workbench.closeTab('Preview lenet.cnn');
      await workbench.preview.names('ResNet18');
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
