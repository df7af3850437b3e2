/** Which part of a drawing is seen: its point (0, 0) is at (x, y) of the window, its units are `scale` pixels. */
import type { Placed, Point, Size } from './layout.ts';

export interface Viewport extends Point {
  readonly scale: number;
}

const LEAST = 0.05;
const MOST = 3;
/** Fitted, a small graph is not blown up. */
const MOST_FITTED = 1;
/** Between the drawing and the window's edge, in pixels. */
const MARGIN = 12;

/** All of it, in the middle; from the top where it is high. */
export function fitted(drawing: Size, window: Size): Viewport {
  const scale = Math.max(LEAST, Math.min(MOST_FITTED, window.width / drawing.width, window.height / drawing.height));
  return {
    scale,
    x: (window.width - scale * drawing.width) / 2,
    y: Math.max(0, (window.height - scale * drawing.height) / 2),
  };
}

/** The upper part, in its full width: what a drawing that is higher than the window is read from. */
export function topOf(drawing: Size, window: Size): Viewport {
  const scale = Math.max(LEAST, Math.min(MOST_FITTED, window.width / drawing.width));
  return { scale, x: (window.width - scale * drawing.width) / 2, y: 0 };
}

/** `factor` times as large; the point of the drawing under `centre` stays there. */
export function zoomed({ x, y, scale }: Viewport, factor: number, centre: Point): Viewport {
  const next = Math.min(MOST, Math.max(LEAST, scale * factor));
  const share = next / scale;
  return { scale: next, x: centre.x - share * (centre.x - x), y: centre.y - share * (centre.y - y) };
}

/** Moved as little as it takes for a rectangle of the drawing to be in the window. */
export function showing(viewport: Viewport, { x, y, width, height }: Placed, window: Size): Viewport {
  const { scale } = viewport;
  return {
    scale,
    x: viewport.x + correction(viewport.x + scale * (x - width / 2), scale * width, window.width),
    y: viewport.y + correction(viewport.y + scale * (y - height / 2), scale * height, window.height),
  };
}

function correction(start: number, extent: number, room: number): number {
  if (start < MARGIN) return MARGIN - start;
  return Math.min(0, room - MARGIN - (start + extent));
}
