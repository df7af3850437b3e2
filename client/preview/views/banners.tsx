import { outlineOf } from '../state.ts';
import type { State } from '../state.ts';
import { say, words } from '../words.ts';

interface Banner {
  readonly icon: 'info' | 'warning' | 'error';
  readonly text: string;
}

/** How many problems of a run are spelled out. */
const SPELLED_OUT = 3;

/** What stands between the user and a good result, quietly. */
export const Banners = ({ state }: { readonly state: State }) => (
  <div class="banners" role="status">
    {bannersOf(state).map(({ icon, text }) => (
      <p key={text} class={`banner ${icon}`}>
        <span class={`codicon codicon-${icon}`} aria-hidden="true" />
        <span>{text}</span>
      </p>
    ))}
  </div>
);

function bannersOf(state: State): readonly Banner[] {
  const { text, failure, providerNote, weightsProblem, pictureProblem, done } = state;
  const problems = done?.result.problems.map(words) ?? [];
  const more = problems.length - SPELLED_OUT;
  const warnings = [weightsProblem, pictureProblem, ...problems.slice(0, SPELLED_OUT)].filter(
    problem => problem !== undefined,
  );
  return [
    ...(text.kind === 'broken' ? [{ icon: 'info' as const, text: brokenText(text.message, state) }] : []),
    ...(failure === undefined ? [] : [{ icon: 'error' as const, text: failure }]),
    ...(providerNote === undefined ? [] : [{ icon: 'info' as const, text: providerNote }]),
    ...warnings.map(warning => ({ icon: 'warning' as const, text: warning })),
    ...(more > 0 ? [{ icon: 'warning' as const, text: say`And ${more} more like these.` }] : []),
  ];
}

/** The graph is of the newest text, if that can be drawn; the other views are of what has run. */
function brokenText(message: string, state: State): string {
  const isDrawn = state.tab === 'graph' && outlineOf(state) !== undefined;
  return state.done && !isDrawn ? say`${message} Shown is the last version that could run.` : message;
}
