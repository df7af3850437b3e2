import { DidChangeConfigurationNotification, type Connection } from 'vscode-languageserver';
import type { Device } from '#core/analysis/roofline.ts';
import { DEFAULT_HINTS, type HintSettings } from '#core/ide/hint-settings.ts';

const SECTION = 'fovea';

type Given = Pick<Settings, 'hints' | 'devices' | 'silenced'>;

/** The user's settings, as the client last said. A client that has none to give leaves the defaults. */
export class Settings {
  readonly #connection: Connection;
  #given: Given = readSettings({});

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  get hints(): HintSettings {
    return this.#given.hints;
  }

  /** The devices whose times hovers tell. */
  get devices(): readonly Device[] {
    return this.#given.devices;
  }

  /** The codes of the rules of advice that are switched off; another set after each reading. */
  get silenced(): ReadonlySet<string> {
    return this.#given.silenced;
  }

  async load(): Promise<void> {
    this.#given = readSettings(await this.#connection.workspace.getConfiguration(SECTION));
  }

  async watch(): Promise<void> {
    await this.#connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
  }
}

/** What a client sends is typed by nobody: only what fits is taken from it. */
function readSettings(given: unknown): Given {
  const devices = memberOf(given, 'devices');
  const advice = switchesOf(memberOf(given, 'advice'));
  return {
    hints: { ...DEFAULT_HINTS, ...Object.fromEntries(switchesOf(memberOf(given, 'hints'))) },
    devices: Array.isArray(devices) ? devices.filter(isDevice) : [],
    silenced: new Set(advice.flatMap(([code, isOn]) => (isOn ? [] : [code]))),
  };
}

const memberOf = (given: unknown, name: string): unknown =>
  typeof given === 'object' && given !== null ? Object.entries(given).find(([key]) => key === name)?.[1] : undefined;

const switchesOf = (given: unknown): readonly (readonly [string, boolean])[] =>
  Object.entries(given ?? {}).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean');

const isDevice = (given: unknown): given is Device =>
  typeof memberOf(given, 'name') === 'string' &&
  isPositive(memberOf(given, 'flops')) &&
  isPositive(memberOf(given, 'bandwidth'));

const isPositive = (given: unknown): boolean => typeof given === 'number' && given > 0;
