import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../vscode-host/browser.mjs';
import { installExtension, startServer, workbenchAddress } from '../vscode-host/server.mjs';

const root = join(import.meta.dirname, '../..');
const screenshots = join(root, 'out/screenshots');

/**
 * Opens VS Code with the packaged extension installed, on a copy of the samples, and of a file with a fault.
 * @param {{ readonly theme: string, readonly file: string }} options The name of a colour theme; the file that is shown.
 */
export async function openWorkbench({ theme, file }) {
  const folder = mkdtempSync(join(tmpdir(), 'fovea-ui-'));
  const workspace = join(folder, 'samples');
  cpSync(join(root, 'samples'), workspace, { recursive: true, filter: source => !source.endsWith('.test.ts') });
  cpSync(join(root, 'test/integration/fixtures/broken.cnn'), join(workspace, 'broken.cnn'));
  await installExtension(folder, join(root, 'out/fovea.vsix'));
  const browser = await launchBrowser();
  // After the browser, which ends with this process, while a server does not.
  const server = await startServer({ folder, settings: { 'workbench.colorTheme': theme } });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(20_000);
  const uri = `vscode-remote://127.0.0.1:${server.port}${encodeURI(join(workspace, file))}`;
  await page.goto(workbenchAddress(server.port, workspace, [['openFile', uri]]), { waitUntil: 'commit' });
  return new Workbench(page, async () => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
}

/** What a person does and sees in VS Code. The selectors are of its private DOM: they go with the version that is locked. */
class Workbench {
  /** @param {import('playwright-core').Page} page @param {() => Promise<void>} close */
  constructor(page, close) {
    this.page = page;
    this.close = close;
    this.editor = page.locator('.editor-instance .monaco-editor').first();
    /** The inside of the preview's page. */
    this.preview = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** Waits for the file to be shown; a busy machine takes its time to start VS Code. */
  opens() {
    return this.editor.locator('.view-line').first().waitFor({ timeout: 60_000 });
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
    return hover.innerText();
  }

  async openFile(name) {
    await this.page.keyboard.press('Control+P');
    await this.page.locator('.quick-input-widget input').first().fill(name);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
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

  /** Into out/screenshots, for people. */
  async picture(name) {
    mkdirSync(screenshots, { recursive: true });
    await this.page.screenshot({ path: join(screenshots, `${name}.png`) });
  }
}
