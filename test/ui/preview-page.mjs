import assert from 'node:assert';
import axe from 'axe-core';

/** What a person does and sees in the preview. */
export class PreviewPage {
  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.page = page;
    /** The inside of the webview that is shown. */
    this.inside = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  region(name) {
    return this.inside.getByRole('region', { name });
  }

  button(name) {
    return this.inside.getByRole('button', { name });
  }

  /** Waits until the model is shown, and its newest run is over. */
  async shows(model) {
    await this.inside.locator('h1', { hasText: new RegExp(`^${model}$`) }).waitFor();
    await this.inside.locator('.time', { hasText: 'wasm' }).waitFor();
  }

  openTab(name) {
    return this.inside.getByRole('tab', { name }).click();
  }

  /** The class that the output says. */
  answer() {
    return this.region('Output').first().getByRole('rowheader').first();
  }

  choosePicture(name) {
    return this.inside.getByRole('radio', { name }).click();
  }

  layer(path) {
    return this.inside.getByRole('article', { name: path, exact: true });
  }

  node(title) {
    return this.inside.locator('.node', { hasText: title });
  }

  async #frame() {
    const handle = await this.inside.locator('body').elementHandle();
    const frame = await handle.ownerFrame();
    assert.ok(frame, 'the preview is not shown');
    return frame;
  }

  /**
   * Asks axe-core what keeps people from using what is shown: https://github.com/dequelabs/axe-core
   * The contrast of text with the page is judged too, in the theme that is set.
   */
  async checkAccessibility() {
    const frame = await this.#frame();
    await frame.evaluate(axe.source);
    // A text that was never said in a language.
    assert.doesNotMatch(await frame.locator('body').innerText(), /\[object/);
    const { violations } = await frame.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
    assert.deepStrictEqual(
      violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
      ),
      [],
    );
  }
}
