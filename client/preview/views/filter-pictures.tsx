import { elements } from '#core/ops/shape.ts';
import { drawPlane } from '../drawing/draw.ts';
import { formatValue } from '../numbers.ts';
import type { Filters } from '../worker/messages.ts';
import { statisticsOf } from '../worker/values.ts';
import { Canvas } from './canvas.tsx';
import { say } from '../words.ts';

/** The first input channels are enough to see what a filter is like. */
const MOST = 16;

interface FilterPicturesProps {
  readonly filters: Filters;
  /** Which of them. */
  readonly filter: number;
}

/** The weights of the filter that made a channel, a picture an input channel, zero in the middle of the scale. */
export function FilterPictures({ filters: { shape, data }, filter }: FilterPicturesProps) {
  const [, channels = 1, height = 1, width = 1] = shape;
  const size = elements(shape.slice(1));
  const weights = data.subarray(filter * size, (filter + 1) * size);
  const { min, max } = statisticsOf(weights);
  const most = Math.max(-min, max);
  const area = width * height;
  return (
    <div class="filters" role="group" aria-label={say`Weights`}>
      <p class="note">
        {say`${height}×${width} weights, −${formatValue(most)} … ${formatValue(most)}`}
        {channels > MOST && say`; the first ${MOST} of ${channels} input channels`}
      </p>
      {Array.from({ length: Math.min(channels, MOST) }, (_, channel) => (
        <Canvas
          key={channel}
          label={say`Weights of input channel ${channel}`}
          class="pixels"
          draw={canvas =>
            drawPlane(canvas, weights.subarray(channel * area, (channel + 1) * area), width, height, {
              min: -most,
              max: most,
            })
          }
          of={[data, filter, channel]}
        />
      ))}
    </div>
  );
}
