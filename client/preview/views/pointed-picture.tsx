import { rectanglesOf } from '../inside/sight.ts';
import type { Cell, Extent, Region } from '../inside/sight.ts';
import { Canvas } from './canvas.tsx';
import { say } from '../words.ts';

interface PointedPictureProps {
  readonly label: string;
  readonly extent: Extent;
  readonly draw: (canvas: HTMLCanvasElement) => void;
  /** As of `Canvas`. */
  readonly of: readonly unknown[];
  /** What is marked. */
  readonly region: Region | undefined;
  /** Whether what is marked is only outlined, so that it is seen as it is. */
  readonly isOutlined?: boolean;
  /** What is pointed at: arrow keys go on from there. */
  readonly cell: Cell | undefined;
  readonly point: (cell: Cell | undefined) => void;
  /** Told when what is pointed at is pressed. */
  readonly hold?: () => void;
}

/** A picture whose cells are pointed at, by pointer or by arrow keys, with some of them marked. */
export function PointedPicture({
  label,
  extent,
  draw,
  of,
  region,
  isOutlined,
  cell,
  point,
  hold,
}: PointedPictureProps) {
  const { width, height } = extent;
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') hold?.();
    const next = moved(event.key, cell, extent);
    if (!next) return;
    event.preventDefault();
    point(next);
  };
  return (
    <div
      class={isOutlined ? 'pointed outlined' : 'pointed'}
      tabIndex={0}
      role="group"
      aria-label={say`${label}: arrow keys point at its cells`}
      onKeyDown={move}
      onClick={hold}
    >
      <Canvas
        label={label}
        class="pixels"
        draw={draw}
        of={of}
        onPointerMove={event => point(cellAt(event, extent))}
        onPointerLeave={() => point(undefined)}
      />
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {region && rectanglesOf(region).map((rectangle, index) => <rect key={index} {...rectangle} />)}
      </svg>
    </div>
  );
}

function cellAt(
  { offsetX, offsetY, currentTarget }: PointerEvent & { readonly currentTarget: HTMLCanvasElement },
  { width, height }: Extent,
): Cell {
  return {
    row: held(Math.floor((offsetY / currentTarget.clientHeight) * height), height),
    column: held(Math.floor((offsetX / currentTarget.clientWidth) * width), width),
  };
}

const STEPS: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/** From nowhere to the middle. */
function moved(key: string, cell: Cell | undefined, { width, height }: Extent): Cell | undefined {
  const step = STEPS[key];
  if (!step) return undefined;
  if (!cell) return { row: Math.floor(height / 2), column: Math.floor(width / 2) };
  return { row: held(cell.row + step[0], height), column: held(cell.column + step[1], width) };
}

const held = (index: number, size: number): number => Math.min(size - 1, Math.max(0, index));
