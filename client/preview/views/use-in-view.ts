import { useEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

/** Layers this far outside the window are drawn already, so that scrolling meets no empty cards. */
const MARGIN = '400px 0px';

/** Whether an element is in the window, or nearly: only then is it worth drawing. */
export function useInView<E extends Element>(): readonly [RefObject<E | null>, boolean] {
  const element = useRef<E>(null);
  const [inView, setInView] = useState(false);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new IntersectionObserver(entries => setInView(entries.at(-1)?.isIntersecting ?? false), {
      root: element.current.closest('.view'),
      rootMargin: MARGIN,
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, inView];
}
