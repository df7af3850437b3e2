/** What goes into a network: a picture of the extension's, or what the page makes itself: a drawing, noise, a constant, an impulse. */
import { messageOf } from '#core/message-of.ts';
import type { ToPage } from '../extension/preview/messages.ts';
import { bytesOf, decode, encode, pixelsOf, textOf } from './decode.ts';
import { post, remember, remembered } from './host.ts';
import { DRAWING } from './state.ts';
import type { Event, State } from './state.ts';
import type { Fill, Pixels } from './worker/messages.ts';
import { say } from './words.ts';

export interface Picture {
  readonly id: string;
  readonly name: string;
  readonly bitmap: ImageBitmap;
}

/** The page around it. */
interface Page {
  readonly state: () => State;
  readonly dispatch: (event: Event) => void;
  /** Something else goes in. */
  readonly changed: () => void;
}

const FILLS: readonly string[] = ['noise', 'constant', 'impulse'] satisfies readonly Fill[];
const isFill = (id: string): id is Fill => FILLS.includes(id);

export class Inputs {
  readonly #page: Page;
  #picture: Picture | undefined;
  /** The picture by width and height: every edit's run wants the same, and to scale it takes milliseconds. */
  readonly #pixels = new Map<string, Pixels>();
  /** What goes in where there is no picture. */
  #fill: Fill = 'noise';
  /** What was drawn last, and how often something was. */
  #drawing: ImageBitmap | undefined;
  #drawings = 0;
  /** What was asked for last, until it is there. */
  #awaited: string | undefined;

  constructor(page: Page) {
    this.#page = page;
  }

  get picture(): Picture | undefined {
    return this.#picture;
  }

  /** The picture filled into a size; undefined where there is none. */
  pixels({ width, height }: Pick<Pixels, 'width' | 'height'>): Pixels | undefined {
    if (!this.#picture) return undefined;
    const key = `${width}×${height}`;
    const pixels = this.#pixels.get(key) ?? pixelsOf(this.#picture.bitmap, { width, height });
    this.#pixels.set(key, pixels);
    return pixels;
  }

  get fill(): Fill {
    return this.#fill;
  }

  get drawing(): ImageBitmap | undefined {
    return this.#drawing;
  }

  /** A run waits for what is on its way. */
  get isAwaited(): boolean {
    return this.#awaited !== undefined;
  }

  /** `id` is a picture's, `DRAWING`, or how the input is filled. */
  choose(id: string): void {
    if (isFill(id)) return this.#setFill(id);
    if (id === DRAWING) return this.draw(this.#drawing);
    remember({ input: undefined });
    post({ type: 'chosePicture', id });
    this.#await(id);
  }

  /** Lets a drawing in; without one, an empty one. */
  draw(bitmap: ImageBitmap | undefined): void {
    const drawn = bitmap ?? blank();
    if (drawn !== this.#drawing) this.#drawing?.close();
    this.#drawing = drawn;
    remember({ input: DRAWING });
    this.#set(DRAWING, { id: `${DRAWING} ${++this.#drawings}`, name: say`your drawing`, bitmap: drawn });
    void this.#rememberDrawing(drawn);
  }

  /** A picture that was dropped or pasted. The extension keeps it, and gives it back as one of its own. */
  async add(file: File): Promise<void> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    try {
      (await decode(bytes)).close();
    } catch (error) {
      return this.#refuse(file.name, error);
    }
    remember({ input: undefined });
    post({ type: 'addPicture', name: file.name, bytes });
  }

  /** Another file is previewed: what went into the last one does not go into it. */
  forget(): void {
    this.#letIn(undefined);
    this.#awaited = undefined;
  }

  listCame({ pictures, chosen }: Extract<ToPage, { readonly type: 'pictures' }>): void {
    this.#page.dispatch({ type: 'pictures', pictures });
    const { input } = remembered();
    const awaited = input === undefined ? chosen : undefined;
    if (awaited !== undefined) this.#await(awaited);
    for (const { id } of pictures) if (id !== awaited) post({ type: 'wantPicture', id });
    if (input !== undefined && input !== DRAWING) this.choose(input);
    void this.#restoreDrawing(input === DRAWING);
  }

  async pictureCame(message: Extract<ToPage, { readonly type: 'picture' }>): Promise<void> {
    const { id } = message;
    try {
      if (!('bytes' in message)) throw new Error(message.problem);
      this.#addThumbnail(id, message.bytes);
      if (id !== this.#awaited) return;
      const bitmap = await decode(message.bytes);
      if (id === this.#awaited) this.#set(id, { id, name: this.#nameOf(id), bitmap });
    } catch (error) {
      if (id === this.#awaited) this.#goOnWithout(this.#nameOf(id), error);
    }
  }

  #setFill(fill: Fill): void {
    this.#fill = fill;
    remember({ input: fill });
    this.#set(fill, undefined);
  }

  #set(id: string, picture: Picture | undefined): void {
    this.#awaited = undefined;
    this.#letIn(picture);
    this.#page.dispatch({ type: 'picture', id });
    this.#page.changed();
  }

  #letIn(picture: Picture | undefined): void {
    this.#picture = picture;
    this.#pixels.clear();
  }

  #await(id: string): void {
    this.#awaited = id;
    post({ type: 'wantPicture', id });
  }

  /** What went in before goes in still. */
  #goOnWithout(name: string, error: unknown): void {
    this.#awaited = undefined;
    this.#refuse(name, error);
    this.#page.changed();
  }

  #refuse(name: string, error: unknown): void {
    this.#page.dispatch({ type: 'pictureFailed', message: say`${name} cannot be shown. ${messageOf(error)}` });
  }

  /** The drawing that was there before the page was hidden, or the window reloaded, whether it went in or not. */
  async #restoreDrawing(wentIn: boolean): Promise<void> {
    const { drawing } = remembered();
    const isAwaited = (): boolean => wentIn && this.#awaited === DRAWING;
    if (wentIn) this.#awaited = DRAWING;
    try {
      const bitmap = drawing === undefined || this.#drawing ? undefined : await decode(bytesOf(drawing));
      this.#drawing ??= bitmap;
      if (isAwaited()) this.draw(this.#drawing);
    } catch (error) {
      if (isAwaited()) this.#goOnWithout(say`Your drawing`, error);
    }
  }

  async #rememberDrawing(drawn: ImageBitmap): Promise<void> {
    const drawing = textOf(await encode(drawn));
    if (drawn === this.#drawing) remember({ drawing });
  }

  #addThumbnail(id: string, bytes: Uint8Array): void {
    if (this.#page.state().thumbnails.has(id)) return;
    this.#page.dispatch({ type: 'thumbnail', id, address: URL.createObjectURL(new Blob([bytes.slice()])) });
  }

  #nameOf(id: string): string {
    return this.#page.state().pictures.find(picture => picture.id === id)?.name ?? say`The picture`;
  }
}

/** Black: without transparency that is what a canvas begins with. */
function blank(): ImageBitmap {
  const canvas = new OffscreenCanvas(256, 256);
  canvas.getContext('2d', { alpha: false });
  return canvas.transferToImageBitmap();
}
