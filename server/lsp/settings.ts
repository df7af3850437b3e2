import { DidChangeConfigurationNotification, type Connection } from 'vscode-languageserver';
import { DEFAULT_HINTS, type HintSettings } from '#core/ide/hint-settings.ts';

const SECTION = 'fovea.hints';

/** The user's settings, as the client last said. A client that has none to give leaves the defaults. */
export class Settings {
  readonly #connection: Connection;
  #hints: HintSettings = DEFAULT_HINTS;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  get hints(): HintSettings {
    return this.#hints;
  }

  async load(): Promise<void> {
    const given: unknown = await this.#connection.workspace.getConfiguration(SECTION);
    this.#hints = withDefaults(given);
  }

  async watch(): Promise<void> {
    await this.#connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
  }
}

/** What a client sends is typed by nobody: only switches are taken from it. */
function withDefaults(given: unknown): HintSettings {
  const switches = Object.entries(given ?? {}).filter(([, value]) => typeof value === 'boolean');
  return { ...DEFAULT_HINTS, ...Object.fromEntries(switches) };
}
