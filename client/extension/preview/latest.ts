/**
 * Does the newest of many wishes, once none has come for a while. Work that is overtaken is told so: what it brings
 * must not be used any more.
 */
export class Latest {
  readonly #work: (isNewest: () => boolean) => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wishes = 0;

  constructor(work: (isNewest: () => boolean) => Promise<void>) {
    this.#work = work;
  }

  wish(milliseconds: number): void {
    clearTimeout(this.#timer);
    const wish = ++this.#wishes;
    this.#timer = setTimeout(() => void this.#work(() => wish === this.#wishes), milliseconds);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#wishes++;
  }
}
