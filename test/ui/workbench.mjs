import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../vscode-host/browser.mjs';
import { installExtension, startServer, workbenchAddress } from '../vscode-host/server.mjs';
import { PreviewPage } from './preview-page.mjs';

const root = join(import.meta.dirname, '../..');
const screenshots = join(root, 'out/screenshots');

/** Files with faults, beside the samples. */
const faulty = ['test/integration/fixtures/broken.cnn', 'test/ui/fixtures/unfit.cnn'];

/**
 * Opens VS Code with the packaged extension installed, on a copy of the samples, and of files with faults.
 * @param {{
 *   readonly theme: string,
 *   readonly file: string,
 *   readonly language?: string,
 *   readonly isRestricted?: boolean,
 * }} options The name of a colour theme; the file that is shown; the display language, English unless given: without its
 *   language pack VS Code itself stays English; whether the workspace is not trusted.
 */
export async function openWorkbench({ theme, file, language, isRestricted }) {
  const folder = mkdtempSync(join(tmpdir(), 'fovea-ui-'));
  const workspace = join(folder, 'samples');
  cpSync(join(root, 'samples'), workspace, { recursive: true });
  for (const source of faulty) cpSync(join(root, source), join(workspace, source.split('/').at(-1)));
  await installExtension(folder, join(root, 'out/fovea.vsix'));
  const browser = await launchBrowser();
  // After the browser, which ends with this process, while a server does not.
  const settings = { 'workbench.colorTheme': theme, 'files.autoSave': 'off' };
  const server = await startServer({ folder, settings, isRestricted });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(20_000);
  if (language) await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = '${language}';`);
  const uri = `vscode-remote://127.0.0.1:${server.port}${encodeURI(join(workspace, file))}`;
  await page.goto(workbenchAddress(server.port, workspace, [['openFile', uri]]), { waitUntil: 'commit' });
  return new Workbench(page, workbenchAddress(server.port, workspace), workspace, async () => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
}

/** What a person does and sees in VS Code. The selectors are of its private DOM: they go with the version that is locked. */
class Workbench {
  /**
   * @param {import('playwright-core').Page} page
   * @param {string} address The workbench's, with no file in it.
   * @param {string} workspace The folder that is open.
   * @param {() => Promise<void>} close
   */
  constructor(page, address, workspace, close) {
    this.page = page;
    this.address = address;
    this.workspace = workspace;
    this.close = close;
    this.editor = page.locator('.editor-instance .monaco-editor').first();
    this.preview = new PreviewPage(page);
  }

  /** Waits for the file to be shown; a busy machine takes its time to start VS Code. */
  opens() {
    return this.editor.locator('.view-line').first().waitFor({ timeout: 60_000 });
  }

  /** Waits until VS Code says that it does not trust the workspace. */
  isRestricted() {
    return this.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ timeout: 60_000 });
  }

  /** Says that the workspace's authors are trusted. */
  async trust() {
    await this.command('Workspaces: Manage Workspace Trust');
    await this.page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).click();
    await this.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'detached' });
    await this.page.locator('.monaco-modal-editor-block .codicon-close').first().click();
    await this.page.locator('.workspace-trust-editor').waitFor({ state: 'detached' });
  }

  /** Waits for an inlay hint, or any other text in the editor. */
  sees(text) {
    return this.editor.getByText(text).first().waitFor();
  }

  /** @returns {Promise<string>} What the hover over the first such word says, once it says `expected`. */
  async hover(word, expected) {
    await this.page.mouse.move(5, 5);
    await this.editor.locator('.view-line span:not(:has(*))', { hasText: word }).first().hover();
    const hover = this.page.locator('.monaco-hover:not(.hidden) .hover-contents', { hasText: expected }).first();
    await hover.waitFor();
    // It fades in: a picture of it before that is pale.
    await hover.evaluate(node => {
      const fading = node.closest('.monaco-hover')?.getAnimations({ subtree: true }) ?? [];
      return Promise.allSettled(fading.map(({ finished }) => finished));
    });
    return hover.innerText();
  }

  /** Puts the cursor where the first such word is. */
  async clickWord(word) {
    await this.editor.locator('.view-line span:not(:has(*))', { hasText: word }).first().click();
  }

  /** Writes at the end of the line that the first such word is in. */
  async typeAfter(word, text) {
    await this.clickWord(word);
    await this.page.keyboard.press('End');
    await this.page.keyboard.type(text);
  }

  /** Takes back what was typed and not saved. */
  async revert() {
    await this.page.keyboard.press('Escape');
    await this.command('File: Revert File');
  }

  /** @returns {Promise<string>} The completion list, once it has such an entry. */
  async completions(entry) {
    await this.page.keyboard.press('Control+Space');
    const list = this.page.locator('.suggest-widget.visible');
    await list.locator('.monaco-list-row', { hasText: entry }).first().waitFor();
    return list.innerText();
  }

  /** Waits for the editor's cursor to be on a line, from 1. */
  cursorIsAt(line) {
    return this.editor
      .locator('.active-line-number', { hasText: new RegExp(`^${line}$`) })
      .first()
      .waitFor();
  }

  /** Follows a link in the hover that is shown. */
  async followInHover(text) {
    const link = this.page.locator('.monaco-hover:not(.hidden) .hover-contents a', {
      hasText: new RegExp(`^${text}$`),
    });
    await link.first().click();
  }

  /** Waits until the status bar says that the cursor is there, counted from 1. */
  standsAt(line, column) {
    return this.page.locator('#status\\.editor\\.selection', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  }

  /** In the group on the left: the preview stays in sight. */
  async openFile(name) {
    await this.page.locator('.editor-group-container').first().locator('.tab.active').click();
    await this.#ask('Control+P', name, this.#row(`.focused[aria-label^="${name}"]`));
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tab.active', { hasText: name }).first().waitFor();
  }

  /** Shows an editor or a preview that is open, by the name on its tab. */
  async openTab(name) {
    await this.#tab(name).click();
  }

  async closeTab(name) {
    await this.#tab(name).click({ button: 'middle' });
  }

  #tab(name) {
    return this.page.locator('.tab', { hasText: name }).first();
  }

  /** A row of VS Code's box for questions. */
  #row(selector, options) {
    return this.page.locator(`.quick-input-list .monaco-list-row${selector}`, options).first();
  }

  /**
   * Opens VS Code's box for questions by a key, and writes into it, until the row is there. While the focus moves a key may be
   * lost, and the box closes when the focus leaves it; a command may not be there yet. Then all of it is done again.
   */
  async #ask(key, text, row) {
    const input = this.page.locator('.quick-input-widget input').first();
    const ask = async () => {
      if (!(await input.isVisible())) await this.page.keyboard.press(key);
      await input.fill(text, { timeout: 5000 });
      await row.waitFor({ timeout: 5000 });
    };
    for (let turn = 1; turn <= 3; turn++) {
      const answered = await ask().then(
        () => true,
        () => false,
      );
      if (answered) return;
      // What is there to choose from is found out when the box opens.
      await this.page.keyboard.press('Escape');
    }
    await ask();
  }

  /** By its name in the command palette. */
  async command(title) {
    const row = this.#row('', { hasText: title });
    await this.#ask('F1', `>${title}`, row);
    await row.click();
  }

  /** Changes the colour theme, as its user does: by name, in the list of themes. */
  async setTheme(name) {
    await this.command('Preferences: Color Theme');
    await this.page.locator('.quick-input-widget input').first().fill(name);
    await this.#row('.focused', { hasText: name }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Gives the workspace these settings, and no others. VS Code sees the file. */
  async set(settings) {
    const folder = join(this.workspace, '.vscode');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
  }

  /** Agrees to the place that VS Code proposes for a file of this name. @returns {Promise<Buffer>} What was written there. */
  async savesAs(name) {
    const proposed = ([selector, end]) => document.querySelector(selector)?.value.endsWith(end);
    await this.page.waitForFunction(proposed, ['.quick-input-widget input', name]);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    return this.#written(join(this.workspace, name));
  }

  /** @returns {Promise<Buffer>} A file, once it has come and grows no more. */
  async #written(file) {
    const sizeOf = () => (existsSync(file) ? statSync(file).size : 0);
    for (let tries = 0; tries < 100; tries++) {
      const before = sizeOf();
      await this.page.waitForTimeout(100);
      if (before > 0 && sizeOf() === before) return readFileSync(file);
    }
    throw new Error(`${file} was not written.`);
  }

  /** What was copied last. */
  async clipboard() {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  async openProblems() {
    await this.page.keyboard.press('Control+Shift+M');
  }

  /** The rows of the panel of problems with this text. */
  problem(text) {
    return this.page.locator('.markers-panel .monaco-list-row', { hasText: text }).first();
  }

  /** A button in the editor's title. */
  async pressTitleButton(label) {
    await this.page.locator(`.editor-actions .action-label[aria-label^="${label}"]`).first().click();
  }

  /** Loads the window anew, with all that VS Code remembers of it. */
  async reload() {
    // VS Code writes down what is to be remembered once a minute, and when its window is left, as it is by who reloads it.
    await this.page.evaluate(() => {
      document.hasFocus = () => false;
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await this.page.waitForTimeout(1000);
    // Not with the file that it was opened on: VS Code would show that alone.
    await this.page.goto(this.address, { waitUntil: 'commit' });
    await this.opens();
  }

  /** Into out/screenshots, for people. */
  async picture(name) {
    mkdirSync(screenshots, { recursive: true });
    await this.page.screenshot({ path: join(screenshots, `${name}.png`) });
  }
}
