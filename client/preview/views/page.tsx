import type { Outline } from '#core/ide/outline.ts';
import type { Span } from '#core/text.ts';
import { useMemo, useState } from 'preact/hooks';
import { layersAt } from '../layer-at.ts';
import { focusOf, outlineOf, shownRun } from '../state.ts';
import type { FinishedRun, Run, State, Tab } from '../state.ts';
import { drawnOutline, drawnProgram } from '../graph/drawn-network.ts';
import { GraphView } from '../graph/graph-view.tsx';
import { TableView } from '../table/table-view.tsx';
import { Banners } from './banners.tsx';
import { Checkbox, ProgressBar } from './elements.ts';
import { InputPanel } from './input-panel.tsx';
import type { PictureActions } from './input-panel.tsx';
import { LayerCard } from './layer-card.tsx';
import { OutputPanel } from './output-panel.tsx';
import type { NetworkViewProps } from './network-view.ts';
import { Tabs, panelOf } from './tabs.tsx';
import { Title } from './title.tsx';

export interface PageActions extends PictureActions {
  /** By the layer's index. */
  readonly chooseLayer: (layer: number) => void;
  /** Ends the run that goes on. */
  readonly cancel: () => void;
  /** Says whether a layer is in view: only such layers' maps are sure to come. */
  readonly see: (path: string, isSeen: boolean) => void;
  /** A place in the editor. */
  readonly reveal: (span: Span) => void;
  readonly openTab: (tab: Tab) => void;
  /** Into a file that the user chooses. */
  readonly save: (name: string, bytes: Uint8Array) => void;
  /** Into the clipboard. */
  readonly copy: (text: string) => void;
}

interface PageProps {
  readonly state: State;
  readonly actions: PageActions;
}

/** The whole page. */
export function Page({ state, actions }: PageProps) {
  const run = shownRun(state);
  const outline = outlineOf(state);
  return (
    <>
      <div class="top">
        {run && <Title run={run} running={state.running} cancel={actions.cancel} />}
        {state.running && !state.done && <ProgressBar label="Running the network" />}
        <Banners state={state} />
        {(run ?? outline) && <Tabs tab={state.tab} open={actions.openTab} />}
      </div>
      {outline && state.tab === 'graph' && <OutlineGraph state={state} outline={outline} actions={actions} />}
      {run && !(outline && state.tab === 'graph') && <View state={state} run={run} actions={actions} />}
      {!run && !(outline && state.tab === 'graph') && <Empty state={state} />}
    </>
  );
}

/** One of the ways to look at the network. */
function View({ state, run, actions }: PageProps & { readonly run: Run | FinishedRun }) {
  const view = { run, current: state.current, focus: focusOf(state), choose: actions.chooseLayer };
  switch (state.tab) {
    case 'forward':
      return (
        <div {...panelOf('forward')}>
          {state.done && <Overview state={state} run={state.done} actions={actions} />}
          <Layers {...view} see={actions.see} />
        </div>
      );
    case 'table':
      return (
        <div {...panelOf('table')}>
          <TableView {...view} copy={actions.copy} />
        </div>
      );
    case 'graph':
      return (
        <div {...panelOf('graph')}>
          <ProgramGraph {...view} save={actions.save} />
        </div>
      );
  }
}

function ProgramGraph({ run, save, ...selection }: NetworkViewProps & Pick<PageActions, 'save'>) {
  const { program, faults } = run;
  const network = useMemo(() => drawnProgram(program, faults), [program, faults]);
  return <GraphView key={program.model} network={network} {...selection} save={save} />;
}

interface OutlineGraphProps extends PageProps {
  readonly outline: Outline;
}

/** Of a text that cannot be run the graph alone is new: it shows where it does not fit. */
function OutlineGraph({ state: { cursor }, outline, actions }: OutlineGraphProps) {
  const network = useMemo(() => drawnOutline(outline), [outline]);
  const { layers } = outline;
  const current = cursor ? layersAt(layers, cursor.offset, cursor.line) : [];
  const choose = (layer: number) => {
    const span = layers[layer]?.span;
    if (span) actions.reveal(span);
  };
  return (
    <div {...panelOf('graph')}>
      <GraphView
        key={outline.model}
        network={network}
        current={current}
        focus={current[0]}
        choose={choose}
        save={actions.save}
      />
    </div>
  );
}

const Overview = ({ state, run, actions }: PageProps & { readonly run: FinishedRun }) => (
  <div class="overview">
    <InputPanel state={state} run={run} actions={actions} />
    {run.result.top && <OutputPanel top={run.result.top} />}
  </div>
);

function Layers({ run, current, focus, choose, see }: NetworkViewProps & Pick<PageActions, 'see'>) {
  const input = 'result' in run ? run.result.inputs[0] : undefined;
  const [sharesScale, setSharesScale] = useState(false);
  return (
    <section aria-label="Layers">
      <header class="bar">
        <h2>Layers</h2>
        <Checkbox label="One colour scale for a layer’s channels" checked={sharesScale} onChange={setSharesScale} />
      </header>
      {run.program.layers.map((layer, index) => (
        <LayerCard
          key={layer.path}
          layer={layer}
          map={run.maps.get(index)}
          input={input}
          isCurrent={current.includes(index)}
          isFocus={focus === index}
          sharesScale={sharesScale}
          index={index}
          choose={choose}
          see={see}
        />
      ))}
    </section>
  );
}

/** Before there is anything to show: what is missing. */
function Empty({ state: { text, failure, file } }: { readonly state: State }) {
  if (text.kind === 'broken' && text.outline)
    return <p class="empty">Nothing has run yet. The graph shows what is known of the network.</p>;
  if (failure !== undefined || text.kind === 'broken') return null;
  if (text.kind !== 'empty') return <ProgressBar label="Loading" />;
  return (
    <p class="empty">
      {file} has no model yet. Write <code>model Name {'{ … }'}</code>, and its feature maps are drawn here.
    </p>
  );
}
