const STEPS: Readonly<Record<string, 'nextElementSibling' | 'previousElementSibling'>> = {
  ArrowRight: 'nextElementSibling',
  ArrowDown: 'nextElementSibling',
  ArrowLeft: 'previousElementSibling',
  ArrowUp: 'previousElementSibling',
};

/**
 * Arrow keys go from button to button of a group, which is one stop of the Tab key. Returns the button that has got
 * the focus.
 */
export function moveFocus(
  event: KeyboardEvent & { readonly currentTarget: HTMLButtonElement },
): HTMLButtonElement | undefined {
  const step = STEPS[event.key];
  const next = step && event.currentTarget[step];
  if (!(next instanceof HTMLButtonElement)) return undefined;
  event.preventDefault();
  next.focus();
  return next;
}
