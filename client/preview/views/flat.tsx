import { drawBars, drawPlane } from '../drawing/draw.ts';
import { formatValue } from '../numbers.ts';
import { statisticsOf } from '../worker/values.ts';
import { Canvas } from './canvas.tsx';
import { themeColour, useTheme } from './use-theme.ts';
import { say } from '../words.ts';

/** More values than this are too many for bars. */
const MOST_BARS = 512;

/** Values a row in a heat map of very many. */
const COLUMNS = 256;

/** The widest bar with its gap, and a bar chart's height, in CSS pixels. */
const BAR = 14;
const HEIGHT = 44;

interface FlatProps {
  readonly path: string;
  readonly values: Float32Array;
}

/** A flat tensor: bars where they can be told apart, else a heat map. */
export const FlatValues = (props: FlatProps) =>
  props.values.length > MOST_BARS ? <Heat {...props} /> : <Bars {...props} />;

function Bars({ path, values }: FlatProps) {
  const theme = useTheme();
  const width = Math.min(values.length * BAR, 2 * MOST_BARS);
  return (
    <div class="flat" style={{ maxWidth: `${width}px` }}>
      <Canvas
        label={say`${path}: ${values.length} values`}
        class="bars"
        draw={canvas => {
          canvas.width = Math.round(Math.min(canvas.clientWidth || width, width) * devicePixelRatio);
          canvas.height = HEIGHT * devicePixelRatio;
          drawBars(canvas, values, statisticsOf(values), themeColour('charts-blue'));
        }}
        of={[values, theme]}
        onPointerMove={({ offsetX, currentTarget }) => {
          nameValue(currentTarget, values, Math.floor((offsetX / currentTarget.clientWidth) * values.length));
        }}
      />
    </div>
  );
}

function Heat({ path, values }: FlatProps) {
  const rows = Math.ceil(values.length / COLUMNS);
  return (
    <div class="flat">
      <Canvas
        label={say`${path}: ${values.length} values, ${COLUMNS} a row`}
        class="heat pixels"
        draw={canvas => drawPlane(canvas, values, COLUMNS, rows, statisticsOf(values))}
        of={[values]}
        onPointerMove={({ offsetX, offsetY, currentTarget: { clientWidth, clientHeight }, currentTarget }) => {
          const row = Math.floor((offsetY / clientHeight) * rows);
          nameValue(currentTarget, values, row * COLUMNS + Math.floor((offsetX / clientWidth) * COLUMNS));
        }}
      />
    </div>
  );
}

/** The value under the pointer, as a tooltip. */
function nameValue(canvas: HTMLCanvasElement, values: Float32Array, index: number): void {
  const value = values[index];
  canvas.title = value === undefined ? '' : `${index}: ${formatValue(value)}`;
}
