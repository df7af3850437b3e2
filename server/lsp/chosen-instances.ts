import type { Chosen } from '#core/ide/instances.ts';

/** Which instance of each block the user wants to see, for as long as the document is open. */
export class ChosenInstances {
  readonly #chosen = new Map<string, Chosen>();

  of(uri: string): Chosen {
    return this.#chosen.get(uri) ?? new Map();
  }

  choose(uri: string, block: string, instance: string): void {
    this.#chosen.set(uri, new Map([...this.of(uri), [block, instance]]));
  }

  closed(uri: string): void {
    this.#chosen.delete(uri);
  }
}
