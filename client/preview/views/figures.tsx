import { drawBars } from '../drawing/draw.ts';
import { formatShare, formatValue } from '../numbers.ts';
import { histogramOf } from '../worker/values.ts';
import type { Statistics } from '../worker/values.ts';
import { Canvas } from './canvas.tsx';
import { themeColour, useTheme } from './use-theme.ts';
import { say } from '../words.ts';

interface FiguresProps {
  readonly path: string;
  readonly data: Float32Array;
  readonly statistics: Statistics;
}

/** What the values of a tensor are like, in one line. */
export function Figures({ path, data, statistics }: FiguresProps) {
  const { min, mean, max, deviation, zeros, broken } = statistics;
  return (
    <p class="statistics">
      <Histogram label={say`${path}: histogram of its values`} data={data} range={statistics} />
      {broken > 0 && <em class="broken">{say`${broken} not finite`}</em>}
      <span>
        {formatValue(min)} … {formatValue(max)}
      </span>
      <span>{say`mean ${formatValue(mean)}`}</span>
      <span title={say`Standard deviation`}>σ {formatValue(deviation)}</span>
      {zeros > 0 && <span>{say`${formatShare(zeros)} zeros`}</span>}
    </p>
  );
}

/** The histogram's bars, and its size in CSS pixels. */
const BINS = 48;
const SIZE = { width: 96, height: 18 };

interface HistogramProps {
  readonly label: string;
  readonly data: Float32Array;
  readonly range: Pick<Statistics, 'min' | 'max'>;
}

export function Histogram({ label, data, range }: HistogramProps) {
  const theme = useTheme();
  return (
    <Canvas
      label={label}
      class="histogram"
      draw={canvas => {
        canvas.width = SIZE.width * devicePixelRatio;
        canvas.height = SIZE.height * devicePixelRatio;
        // Of a rectified map nearly all values are zero: on a scale of roots the others are seen too.
        const roots = histogramOf(data, BINS, range).map(Math.sqrt);
        drawBars(canvas, roots, { min: 0, max: Math.max(...roots) }, themeColour('charts-blue'));
      }}
      of={[data, range.min, range.max, theme]}
    />
  );
}
