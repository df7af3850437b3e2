import type { Span } from '#core/text.ts';
import { focusOf, outlineOf, shownRun } from '../state.ts';
import type { FinishedRun, Run, State, Tab } from '../state.ts';
import { TableView } from '../table/table-view.tsx';
import { Banners } from './banners.tsx';
import { ProgressBar } from './elements.ts';
import { ForwardView } from './forward-view.tsx';
import type { ForwardActions } from './forward-view.tsx';
import { OutlineGraph, ProgramGraph } from './graph-tab.tsx';
import { Tabs, panelOf } from './tabs.tsx';
import { Title } from './title.tsx';
import { say } from '../words.ts';

export interface PageActions extends ForwardActions {
  /** By the layer's index. */
  readonly chooseLayer: (layer: number) => void;
  /** Ends the run that goes on. */
  readonly cancel: () => void;
  /** Stays with the model that is shown, or follows the editor again. */
  readonly togglePin: () => void;
  /** Shows a place in the editor. */
  readonly reveal: (span: Span) => void;
  readonly openTab: (tab: Tab) => void;
  /** Into a file that the user chooses. */
  readonly save: (name: string, bytes: Uint8Array) => void;
  /** Into the clipboard. */
  readonly copy: (text: string) => Promise<void>;
}

interface PageProps {
  readonly state: State;
  readonly actions: PageActions;
}

/** The whole page. */
export function Page({ state, actions }: PageProps) {
  const run = shownRun(state);
  const hasTabs = run !== undefined || outlineOf(state) !== undefined;
  return (
    <main class="page">
      <div class="top">
        {run && (
          <Title
            run={run}
            running={state.running}
            provider={state.provider}
            cancel={actions.cancel}
            isPinned={state.pinned !== undefined}
            togglePin={actions.togglePin}
          />
        )}
        {state.running && !state.done && <ProgressBar label={say`Running the network`} />}
        <Banners state={state} />
        {hasTabs && <Tabs tab={state.tab} open={actions.openTab} />}
      </div>
      {hasTabs ? (
        <div {...panelOf(state.tab)}>
          <View state={state} run={run} actions={actions} />
        </div>
      ) : (
        <Empty state={state} />
      )}
    </main>
  );
}

/** One of the ways to look at the network. */
function View({ state, run, actions }: PageProps & { readonly run: Run | FinishedRun | undefined }) {
  const { tab, cursor, current, studies } = state;
  const outline = outlineOf(state);
  if (tab === 'graph' && outline)
    return <OutlineGraph outline={outline} cursor={cursor} save={actions.save} reveal={actions.reveal} />;
  if (!run) return <p class="empty">{say`Nothing has run yet. The graph shows what is known of the network.`}</p>;
  const view = { run, current, focus: focusOf(state), choose: actions.chooseLayer };
  switch (tab) {
    case 'forward':
      return <ForwardView state={state} actions={actions} {...view} />;
    case 'table':
      return <TableView {...view} times={studies.times} copy={actions.copy} />;
    case 'graph':
      return <ProgramGraph {...view} save={actions.save} />;
  }
}

/** Before there is anything to show: what is missing. */
function Empty({ state: { text, failure, file } }: { readonly state: State }) {
  if (failure !== undefined || text.kind === 'broken') return null;
  if (text.kind !== 'empty') return <ProgressBar label={say`Loading`} />;
  return (
    <p class="empty">
      {say`${file ?? ''} has no model yet. Write one, and its feature maps are drawn here:`}{' '}
      <code>model Name {'{ … }'}</code>
    </p>
  );
}
