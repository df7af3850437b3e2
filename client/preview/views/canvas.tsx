import { useLayoutEffect, useRef } from 'preact/hooks';

interface CanvasProps {
  readonly draw: (canvas: HTMLCanvasElement) => void;
  /** What `draw` draws from: it is called again when one of these changes. */
  readonly of: readonly unknown[];
  readonly label: string;
  readonly class?: string;
  readonly onPointerMove?: (event: PointerEvent & { readonly currentTarget: HTMLCanvasElement }) => void;
  readonly onPointerLeave?: () => void;
}

/** A canvas that is drawn when it appears, and again when what it shows changes. */
export function Canvas({ draw, of, label, ...rest }: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current) draw(canvas.current);
  }, of);
  return <canvas ref={canvas} role="img" aria-label={label} {...rest} />;
}
