/** How the window on a drawing is moved. */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Point } from './layout.ts';
import type { Drawing } from './use-layout.ts';
import { showing, topOf, zoomed } from './viewport.ts';
import type { Viewport } from './viewport.ts';

/** Begins at the drawing's top, and follows the chosen layer. */
export function useViewport(drawing: Drawing, focus: number | undefined, picture: RefObject<SVGSVGElement | null>) {
  const [viewport, setViewport] = useState<Viewport>({ x: 0, y: 0, scale: 1 });
  const isPlaced = useRef(false);
  useEffect(() => {
    const window = sizeOf(picture.current);
    const index = drawing.graph.nodes.findIndex(({ layers }) => focus !== undefined && layers.includes(focus));
    const place = drawing.layout.nodes[index];
    const start = isPlaced.current ? undefined : topOf(drawing.layout, window);
    isPlaced.current = true;
    setViewport(now => (place ? showing(start ?? now, place, window) : (start ?? now)));
  }, [drawing, focus]);
  return [viewport, setViewport] as const;
}

/** Dragging the background moves it. */
export function useDrag(setViewport: (change: (now: Viewport) => Viewport) => void) {
  const last = useRef<Point | undefined>(undefined);
  const end = () => {
    last.current = undefined;
  };
  return {
    onPointerDown: ({
      target,
      currentTarget,
      clientX,
      clientY,
      pointerId,
    }: PointerEvent & { readonly currentTarget: SVGSVGElement }) => {
      if (target !== currentTarget && (target as Element).closest('[role=button]')) return;
      currentTarget.setPointerCapture(pointerId);
      last.current = { x: clientX, y: clientY };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const from = last.current;
      if (!from) return;
      last.current = { x: clientX, y: clientY };
      setViewport(({ x, y, scale }) => ({ scale, x: x + clientX - from.x, y: y + clientY - from.y }));
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

/** The wheel moves; with Ctrl, as a pinch is reported, it enlarges around the pointer. */
export function wheeled(viewport: Viewport, event: WheelEvent): Viewport {
  event.preventDefault();
  const { deltaX, deltaY, ctrlKey, metaKey, clientX, clientY } = event;
  if (!ctrlKey && !metaKey) return { ...viewport, x: viewport.x - deltaX, y: viewport.y - deltaY };
  const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
  return zoomed(viewport, Math.exp(-deltaY / 200), { x: clientX - left, y: clientY - top });
}

export const sizeOf = (element: Element | null) => ({
  width: element?.clientWidth ?? 1,
  height: element?.clientHeight ?? 1,
});

export function middleOf(element: Element | null): Point {
  const { width, height } = sizeOf(element);
  return { x: width / 2, y: height / 2 };
}
