import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
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

  /** Waits until the model is shown; it may not have run yet. */
  names(model) {
    return this.inside.locator('h1', { hasText: new RegExp(`^${model}$`) }).waitFor();
  }

  /** Waits until the model is shown, and its newest run is over. */
  async shows(model) {
    await this.names(model);
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

  /**
   * Drops a picture on the page, or pastes it into it.
   * @param {'drop' | 'paste'} how
   * @param {string} path Of a PNG file.
   */
  async give(how, path) {
    const frame = await this.#frame();
    await frame.evaluate(giveFile, { how, name: basename(path), data: readFileSync(path, 'base64') });
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

/** In the page: what a browser tells it when a file is dropped or pasted. */
function giveFile({ how, name, data }) {
  const bytes = Uint8Array.from(atob(data), character => character.charCodeAt(0));
  const files = new DataTransfer();
  files.items.add(new File([bytes], name, { type: 'image/png' }));
  const about = { bubbles: true, cancelable: true };
  const event =
    how === 'drop'
      ? new DragEvent('drop', { ...about, dataTransfer: files })
      : new ClipboardEvent('paste', { ...about, clipboardData: files });
  document.body.dispatchEvent(event);
}
