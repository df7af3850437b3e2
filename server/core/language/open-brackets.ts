import type { Row } from './rows.ts';
import type { Opener, Token } from './token.ts';

/** A bracket that waits for its closer. */
export interface Open {
  readonly kind: Opener;
  readonly token: Token;
  readonly row: Row;
  /** A line at or left of this column closes it. Negative: only the next definition does. */
  readonly indent: number;
}

/** A stack of open brackets that finds the innermost one of a kind without a search, so that no text takes long. */
export class OpenBrackets {
  readonly #all: Open[] = [];
  readonly #places: Readonly<Record<Opener, number[]>> = { '(': [], '[': [], '{': [] };

  get size(): number {
    return this.#all.length;
  }

  at(index: number): Open | undefined {
    return this.#all[index];
  }

  /** The index of the innermost one of a kind, or -1. */
  lastOf(kind: Opener): number {
    return this.#places[kind].at(-1) ?? -1;
  }

  push(open: Open): void {
    this.#places[open.kind].push(this.#all.length);
    this.#all.push(open);
  }

  /** Takes those from `from` on off, and gives them innermost first. */
  popTo(from: number): readonly Open[] {
    const popped = this.#all.splice(from).toReversed();
    for (const { kind } of popped) this.#places[kind].pop();
    return popped;
  }
}
