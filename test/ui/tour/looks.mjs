/** What to look at in every other theme: it is switched while all is open. */

/** @type {readonly import('../tour.mjs').Step[]} */
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
    'editor-completion',
    'completion: values, with what each gives',
    async workbench => {
      await workbench.typeAfter(/^conv2$/, '; conv(8, 3, padding=');
      // 16×10×10 enters: 10 + 2·1 − 3 + 1 = 10.
      await workbench.completions('→ 8×10×10');
    },
  ],
  [
    'table',
    'the table',
    async workbench => {
      await workbench.revert();
      await workbench.openFile('resnet.cnn');
      await workbench.preview.openTab('Table');
      await workbench.preview.names('ResNet18');
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
