const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * Arrow keys go from button to button of a group, which is one stop of the Tab key: of the group by its role, else of
 * the element around the button. Returns the button that has got the focus.
 */
export function moveFocus(
  event: KeyboardEvent & { readonly currentTarget: HTMLButtonElement },
): HTMLButtonElement | undefined {
  const step = STEPS[event.key];
  const { currentTarget } = event;
  const group = currentTarget.closest('[role=radiogroup]') ?? currentTarget.parentElement;
  const buttons = [...(group?.querySelectorAll('button') ?? [])];
  const next = step && buttons[buttons.indexOf(currentTarget) + step];
  if (!next) return undefined;
  event.preventDefault();
  next.focus();
  return next;
}
