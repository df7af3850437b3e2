/** A run that takes long. */

/** @type {readonly import('../tour.mjs').Step[]} */
export const cancel = [
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
      // The machine is needed for what follows.
      await preview.button('Cancel the run').click();
      await preview.inside.getByText('The run was cancelled.').waitFor();
    },
  ],
];
