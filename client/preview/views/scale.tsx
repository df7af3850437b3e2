import { drawPlane } from '../drawing/draw.ts';
import type { Range } from '../drawing/draw.ts';
import { formatValue } from '../numbers.ts';
import { Canvas } from './canvas.tsx';
import { say } from '../words.ts';

/** What the colours mean: the ramp between the two values it stands for. */
export const Scale = ({ range: { min, max } }: { readonly range: Range }) => (
  <div class="scale">
    <span>{formatValue(min)}</span>
    <Canvas label={say`Colour scale`} draw={canvas => drawPlane(canvas, RAMP, RAMP.length, 1, RAMP_RANGE)} of={[]} />
    <span>{formatValue(max)}</span>
  </div>
);

const RAMP = Float32Array.from({ length: 256 }, (_, step) => step);
const RAMP_RANGE: Range = { min: 0, max: 255 };
