import { useLayoutEffect, useRef } from 'preact/hooks';
import type { InputTensor } from '../worker/messages.ts';
import type { PictureActions } from './input-panel.tsx';
import { say } from '../words.ts';

interface DrawingPadProps {
  readonly input: InputTensor;
  readonly actions: Pick<PictureActions, 'draw' | 'drawing'>;
}

type Point = Pick<PointerEvent, 'offsetX' | 'offsetY'>;

/** A stroke's share of the width: that of MNIST's digits, about 2.5 of 28 pixels. */
const STROKE = 0.09;

/** White strokes on black, as large in pixels as it is seen; every one of them is run at once. */
export function DrawingPad({ input: { shape }, actions }: DrawingPadProps) {
  const pad = useRef<HTMLCanvasElement>(null);
  const last = useRef<Point | undefined>(undefined);
  const isWaiting = useRef(false);
  const [, height = 1, width = 1] = shape;
  useLayoutEffect(() => clear(pad.current, actions.drawing()), []);
  const send = () => {
    if (isWaiting.current) return;
    isWaiting.current = true;
    requestAnimationFrame(() => {
      isWaiting.current = false;
      if (pad.current) void createImageBitmap(pad.current).then(actions.draw);
    });
  };
  const draw = (canvas: HTMLCanvasElement, from: Point, { offsetX, offsetY }: Point) => {
    last.current = { offsetX, offsetY };
    stroke(canvas, from, last.current);
    send();
  };
  const empty = () => {
    clear(pad.current, undefined);
    send();
  };
  return (
    <div class="pad">
      <canvas
        ref={pad}
        class="seen"
        width={SIZE}
        height={Math.round((SIZE * height) / width)}
        role="img"
        aria-label={say`Drawing pad: draw with the pointer`}
        onPointerDown={event => {
          event.currentTarget.setPointerCapture(event.pointerId);
          draw(event.currentTarget, event, event);
        }}
        onPointerMove={event => event.buttons !== 0 && draw(event.currentTarget, last.current ?? event, event)}
      />
      <button
        type="button"
        class="icon codicon codicon-clear-all"
        aria-label={say`Clear`}
        title={say`Clear`}
        onClick={empty}
      />
    </div>
  );
}

/** The width in pixels, drawn and seen. */
const SIZE = 256;

/** Black all over, or what was drawn before. */
function clear(canvas: HTMLCanvasElement | null, drawing: ImageBitmap | undefined): void {
  const context = canvas?.getContext('2d');
  if (!canvas || !context) return;
  context.fillStyle = 'black';
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (drawing) context.drawImage(drawing, 0, 0, canvas.width, canvas.height);
}

/** From where the pointer was to where it is, in CSS pixels of the canvas. */
function stroke(canvas: HTMLCanvasElement, from: Point, to: Point): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const scale = canvas.width / canvas.clientWidth;
  context.strokeStyle = 'white';
  context.lineWidth = STROKE * canvas.width;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(from.offsetX * scale, from.offsetY * scale);
  context.lineTo(to.offsetX * scale, to.offsetY * scale);
  context.stroke();
}
