/** Decides what is run: of the newest program whatever is not known, and after that the maps that come into view. */
import type { Program } from '#core/interchange/program.ts';
import { Results } from './reuse.ts';
import type { Plan } from './reuse.ts';
import type { LayerResults } from './worker/messages.ts';

/** A run to begin: its id, and what there is to do. */
export interface Planned extends Plan {
  readonly id: number;
}

/** Maps of this many bytes together are copied in a few milliseconds: then all are wanted. */
const FEW_BYTES = 8_000_000;

/** Before the page says what is in view: as many layers from the top. */
const FIRST_LAYERS = 8;

export class Runs {
  readonly #results = new Results();
  /** The paths of the layers in view. */
  readonly #seen = new Set<string>();
  #ids = 0;
  /** What was begun last, and as what `Results` know it. */
  #newest: { readonly id: number; readonly program: Program; readonly source: string } | undefined;
  #isDone = false;
  /** The run that brings more maps to the newest one, which is done. */
  #more: number | undefined;

  /** Whatever runs is of no interest any more. */
  begin(program: Program, source: string): Planned {
    const id = ++this.#ids;
    this.#newest = { id, program, source };
    this.#isDone = false;
    this.#more = undefined;
    return { id, ...this.#plan(program, source) };
  }

  see(path: string, isSeen: boolean): void {
    if (isSeen) this.#seen.add(path);
    else this.#seen.delete(path);
  }

  /** Brings the maps that are in view and not there; undefined when there are none, or something runs already. */
  more(): Planned | undefined {
    if (!this.#newest || !this.#isDone || this.#more !== undefined) return undefined;
    const plan = this.#plan(this.#newest.program, this.#newest.source);
    if (plan.part.wanted.length === 0) return undefined;
    this.#more = ++this.#ids;
    return { id: this.#more, ...plan };
  }

  /** Takes in what a run gave. The id of the run that it is to be shown in; undefined when nobody wants it. */
  take(id: number, results: LayerResults): number | undefined {
    if (id !== this.#newest?.id && id !== this.#more) return undefined;
    this.#results.keep(results);
    return this.#newest?.id;
  }

  /** What has come to its end: the newest run, one that brought more maps to it, or one that was overtaken. */
  end(id: number): 'newest' | 'more' | 'overtaken' {
    if (id === this.#more) {
      this.#more = undefined;
      return 'more';
    }
    if (id !== this.#newest?.id) return 'overtaken';
    this.#isDone = true;
    return 'newest';
  }

  /** Nothing runs any more, and nothing will until the next `begin`. */
  halt(): void {
    this.#more = undefined;
    this.#isDone = false;
  }

  #plan(program: Program, source: string): Plan {
    const { layers } = program;
    if (layers.reduce((sum, { activationBytes }) => sum + activationBytes, 0) <= FEW_BYTES)
      return this.#results.plan(program, source, () => true);
    if (this.#seen.size === 0) return this.#results.plan(program, source, layer => layer < FIRST_LAYERS);
    return this.#results.plan(program, source, layer => this.#seen.has(layers[layer]?.path ?? ''));
  }
}
