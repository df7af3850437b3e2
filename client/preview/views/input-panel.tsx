import { formatShape } from '#core/ops/shape.ts';
import { useEffect } from 'preact/hooks';
import { drawInput } from '../drawing/draw.ts';
import { DRAWING } from '../state.ts';
import type { FinishedRun, Run, RunPicture, State } from '../state.ts';
import { pictureSize } from '../worker/feeds.ts';
import type { InputTensor } from '../worker/messages.ts';
import { moveFocus } from './arrow-keys.ts';
import { Canvas } from './canvas.tsx';
import { DrawingPad } from './drawing-pad.tsx';
import { Button } from './elements.ts';
import { say, words } from '../words.ts';

export interface PictureActions {
  readonly choose: (id: string) => void;
  readonly open: () => void;
  /** A file that was dropped or pasted. */
  readonly add: (file: File) => void;
  readonly draw: (bitmap: ImageBitmap) => void;
  /** What was drawn before. */
  readonly drawing: () => ImageBitmap | undefined;
}

interface InputPanelProps {
  readonly state: State;
  readonly run: Run | FinishedRun;
  readonly actions: PictureActions;
}

/** What went in; nothing before a run is over. */
export const inputsOf = (run: Run | FinishedRun): readonly InputTensor[] => ('result' in run ? run.result.inputs : []);

/** What went in, pixel for pixel, and what else could. */
export function InputPanel({ state, run, actions }: InputPanelProps) {
  const takesPicture = run.program.inputs.some(input => pictureSize(input) !== undefined);
  const inputs = inputsOf(run);
  const isDrawn = state.picture === DRAWING && run.picture !== undefined;
  usePasted(actions.add);
  return (
    <section class="input" aria-label={say`Input`}>
      {inputs.length === 0 && <h2>{say`Input`}</h2>}
      {inputs.map((input, index) => {
        const size = formatShape(input.shape);
        return (
          <figure key={index}>
            <figcaption>
              <h2>{say`Input`}</h2> <span>{size}</span>
            </figcaption>
            {input.shape.length === 3 && isDrawn && <DrawingPad input={input} actions={actions} />}
            {input.shape.length === 3 && !isDrawn && (
              <Canvas
                label={say`The input as the network sees it, ${size}`}
                class="seen"
                draw={canvas => drawInput(canvas, input)}
                of={[input]}
              />
            )}
            <p class="note">
              {run.picture && input.shape.length === 3 ? pictureNote(run.picture, input) : words(input.made)}
            </p>
          </figure>
        );
      })}
      <Gallery
        state={state}
        actions={actions}
        takesPicture={takesPicture}
        isGrey={run.program.inputs[0]?.shape[0] === 1}
      />
    </section>
  );
}

/** Which picture it is, and what was done to it. */
function pictureNote({ name, width, height }: RunPicture, { shape, made }: InputTensor): string {
  const [, toHeight = 1, toWidth = 1] = shape;
  if (width === toWidth && height === toHeight) return `${name}, ${words(made)}`;
  const isCropped = width * toHeight !== height * toWidth;
  const size = `${width}×${height}`;
  return isCropped
    ? say`${name}, ${made}, ${size} cropped to its middle and resized`
    : say`${name}, ${made}, ${size} resized`;
}

interface GalleryProps extends Pick<InputPanelProps, 'state' | 'actions'> {
  readonly takesPicture: boolean;
  /** Only grey can be drawn. */
  readonly isGrey: boolean;
}

interface Choice {
  readonly id: string;
  readonly name: string;
  /** Of a codicon, where there is no picture to show. */
  readonly icon?: string;
}

const FILLED: readonly Choice[] = [
  { id: 'noise', name: say`Noise`, icon: 'graph-line' },
  { id: 'constant', name: say`All ones`, icon: 'primitive-square' },
  { id: 'impulse', name: say`A one in the middle of zeros`, icon: 'circle-small-filled' },
];
const DRAWN: Choice = { id: DRAWING, name: say`Draw`, icon: 'edit' };

/** What can go in: one is chosen, by pointer or by arrow keys. The pictures may be many; what is made here is always seen. */
function Gallery({ state, actions, takesPicture, isGrey }: GalleryProps) {
  const pictures: readonly Choice[] = takesPicture ? state.pictures : [];
  const made = takesPicture && isGrey ? [DRAWN, ...FILLED] : FILLED;
  const chosen = [...pictures, ...made].find(({ id }) => id === state.picture)?.id ?? 'noise';
  const shared = { chosen, thumbnails: state.thumbnails, choose: actions.choose };
  return (
    <div class="gallery">
      <div role="radiogroup" aria-label={say`Picture`}>
        {pictures.length > 0 && <Choices choices={pictures} {...shared} />}
        <Choices choices={made} {...shared} />
      </div>
      {takesPicture && <Button icon="folder-opened" label={say`Choose…`} onClick={actions.open} />}
      {takesPicture && <p class="note">{say`or drop or paste a picture`}</p>}
    </div>
  );
}

interface ChoicesProps extends Pick<State, 'thumbnails'>, Pick<PictureActions, 'choose'> {
  readonly choices: readonly Choice[];
  readonly chosen: string;
}

const Choices = ({ choices, chosen, thumbnails, choose }: ChoicesProps) => (
  <div class="thumbnails">
    {choices.map(({ id, name, icon }) => (
      <button
        key={id}
        type="button"
        role="radio"
        aria-checked={id === chosen}
        aria-label={name}
        title={name}
        tabIndex={id === chosen ? 0 : -1}
        onClick={() => choose(id)}
        // As in any group of radio buttons, an arrow key moves on and chooses.
        onKeyDown={event => moveFocus(event)?.click()}
      >
        {icon === undefined ? (
          <img src={thumbnails.get(id)} alt="" />
        ) : (
          <span class={`codicon codicon-${icon}`} aria-hidden="true" />
        )}
      </button>
    ))}
  </div>
);

/** Hears of pictures that are dropped on the page, or pasted into it. */
function usePasted(add: (file: File) => void): void {
  useEffect(() => {
    const take = (event: globalThis.Event, files: Iterable<File> | undefined) => {
      const picture = [...(files ?? [])].find(({ type }) => type.startsWith('image/'));
      if (!picture) return;
      event.preventDefault();
      add(picture);
    };
    const drop = (event: DragEvent) => take(event, event.dataTransfer?.files);
    const paste = (event: ClipboardEvent) => take(event, event.clipboardData?.files);
    // Else the browser would go to the picture.
    const over = (event: DragEvent) => event.preventDefault();
    addEventListener('drop', drop);
    addEventListener('dragover', over);
    addEventListener('paste', paste);
    return () => {
      removeEventListener('drop', drop);
      removeEventListener('dragover', over);
      removeEventListener('paste', paste);
    };
  }, [add]);
}
