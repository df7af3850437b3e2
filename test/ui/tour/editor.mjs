/** What the editor shows beside the text. */
import assert from 'node:assert';

/** @type {readonly import('../tour.mjs').Step[]} */
export const editor = [
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
      await workbench.revert();
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
