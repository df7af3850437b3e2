import { formatShape } from '#core/ops/shape.ts';
import { drawInput } from '../drawing/draw.ts';
import type { FinishedRun, State } from '../state.ts';
import { pictureSize } from '../worker/feeds.ts';
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
            <p class="note">
              {run.picture !== undefined && input.shape.length === 3
                ? `${run.picture}, its middle filled in, ${input.made}`
                : input.made}
            </p>
          </figure>
        );
      })}
      {takesPicture && <Gallery state={state} actions={actions} />}
    </section>
  );
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
              onKeyDown={event => moveFocus(event)}
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

const STEPS: Readonly<Record<string, 'nextElementSibling' | 'previousElementSibling'>> = {
  ArrowRight: 'nextElementSibling',
  ArrowDown: 'nextElementSibling',
  ArrowLeft: 'previousElementSibling',
  ArrowUp: 'previousElementSibling',
};

/** As in any group of radio buttons, an arrow key moves on and chooses. */
function moveFocus(event: KeyboardEvent & { readonly currentTarget: HTMLButtonElement }): void {
  const step = STEPS[event.key];
  const next = step && event.currentTarget[step];
  if (!(next instanceof HTMLButtonElement)) return;
  event.preventDefault();
  next.focus();
  next.click();
}
