import { formatShape } from '#core/ops/shape.ts';
import { drawInput } from '../drawing/draw.ts';
import type { FinishedRun, RunPicture, State } from '../state.ts';
import { pictureSize } from '../worker/feeds.ts';
import type { InputTensor } from '../worker/messages.ts';
import { moveFocus } from './arrow-keys.ts';
import { Canvas } from './canvas.tsx';
import { Button } from './elements.ts';

export interface PictureActions {
  readonly choose: (id: string) => void;
  readonly open: () => void;
}

interface InputPanelProps {
  readonly state: State;
  readonly run: FinishedRun;
  readonly actions: PictureActions;
}

/** What went in, pixel for pixel, and what else could. */
export function InputPanel({ state, run, actions }: InputPanelProps) {
  const takesPicture = run.program.inputs.some(input => pictureSize(input) !== undefined);
  return (
    <section class="input" aria-label="Input">
      {run.result.inputs.map((input, index) => {
        const size = formatShape(input.shape);
        return (
          <figure key={index}>
            <figcaption>
              <h2>Input</h2> <span>{size}</span>
            </figcaption>
            {input.shape.length === 3 && (
              <Canvas
                label={`The input as the network sees it, ${size}`}
                class="seen"
                draw={canvas => drawInput(canvas, input)}
                of={[input]}
              />
            )}
            <p class="note">{run.picture && input.shape.length === 3 ? pictureNote(run.picture, input) : input.made}</p>
          </figure>
        );
      })}
      {takesPicture && <Gallery state={state} actions={actions} />}
    </section>
  );
}

/** Which picture it is, and what was done to it. */
function pictureNote({ name, width, height }: RunPicture, { shape, made }: InputTensor): string {
  const [, toHeight = 1, toWidth = 1] = shape;
  if (width === toWidth && height === toHeight) return `${name}, ${made}`;
  const isCropped = width * toHeight !== height * toWidth;
  return `${name}, ${made}, ${width}×${height}${isCropped ? ' cropped to its middle and' : ''} resized`;
}

/** The pictures at hand: one is chosen, by pointer or by arrow keys. */
function Gallery({ state, actions }: Pick<InputPanelProps, 'state' | 'actions'>) {
  const { pictures, picture, thumbnails } = state;
  return (
    <div class="gallery">
      <div role="radiogroup" aria-label="Picture" class="thumbnails">
        {pictures.map(({ id, name }, index) => {
          const isTabStop = id === picture || (index === 0 && !pictures.some(other => other.id === picture));
          return (
            <button
              key={id}
              type="button"
              role="radio"
              aria-checked={id === picture}
              aria-label={name}
              title={name}
              tabIndex={isTabStop ? 0 : -1}
              onClick={() => actions.choose(id)}
              // As in any group of radio buttons, an arrow key moves on and chooses.
              onKeyDown={event => moveFocus(event)?.click()}
            >
              <img src={thumbnails.get(id)} alt="" />
            </button>
          );
        })}
      </div>
      <Button icon="folder-opened" label="Choose Picture…" onClick={actions.open} />
    </div>
  );
}
