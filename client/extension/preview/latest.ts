/**
 * Does the newest of many wishes, once none has come for a while. Work that is overtaken is told so: what it brings
 * must not be used any more.
 */
export class Latest {
  readonly #work: (isNewest: () => boolean) => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = Promise.resolve();
  #wishes = 0;

  constructor(work: (isNewest: () => boolean) => Promise<void>) {
    this.#work = work;
  }

  wish(milliseconds: number): void {
    clearTimeout(this.#timer);
    const wish = ++this.#wishes;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#running = this.#work(() => wish === this.#wishes);
    }, milliseconds);
  }

  /** A wish that overtakes nothing: one that waits will do, and work that is under way is let finish before. */
  wishLater(milliseconds: number): void {
    if (this.#timer) return;
    const wishes = this.#wishes;
    const wish = (): void => {
      if (wishes === this.#wishes) this.wish(milliseconds);
    };
    this.#running.then(wish, wish);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#wishes++;
  }
}
