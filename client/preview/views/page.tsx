import type { ProgramLayer } from '#core/interchange/program.ts';
import { useCallback, useState } from 'preact/hooks';
import { shownRun } from '../state.ts';
import type { FinishedRun, Run, State } from '../state.ts';
import { Banners } from './banners.tsx';
import { Checkbox, ProgressBar } from './elements.ts';
import { InputPanel } from './input-panel.tsx';
import type { PictureActions } from './input-panel.tsx';
import { LayerCard } from './layer-card.tsx';
import { OutputPanel } from './output-panel.tsx';
import { Title } from './title.tsx';

export interface PageActions extends PictureActions {
  readonly reveal: (layer: ProgramLayer) => void;
}

interface PageProps {
  readonly state: State;
  readonly actions: PageActions;
}

/** The whole page. */
export function Page({ state, actions }: PageProps) {
  const run = shownRun(state);
  return (
    <>
      <div class="top">
        {run && <Title run={run} running={state.running} />}
        {state.running && !state.done && <ProgressBar label="Running the network" />}
        <Banners state={state} />
      </div>
      {state.done && <Overview state={state} run={state.done} actions={actions} />}
      {run ? <Layers run={run} current={state.current} reveal={actions.reveal} /> : <Empty state={state} />}
    </>
  );
}

const Overview = ({ state, run, actions }: PageProps & { readonly run: FinishedRun }) => (
  <div class="overview">
    <InputPanel state={state} run={run} actions={actions} />
    {run.result.top && <OutputPanel top={run.result.top} />}
  </div>
);

interface LayersProps {
  readonly run: Run;
  readonly current: readonly number[];
  readonly reveal: (layer: ProgramLayer) => void;
}

function Layers({ run, current, reveal }: LayersProps) {
  const [sharesScale, setSharesScale] = useState(false);
  const revealLayer = useCallback((layer: ProgramLayer) => reveal(layer), [reveal]);
  return (
    <main>
      <header class="bar">
        <h2>Layers</h2>
        <Checkbox label="One colour scale for a layer’s channels" checked={sharesScale} onChange={setSharesScale} />
      </header>
      {run.program.layers.map((layer, index) => (
        <LayerCard
          key={layer.path}
          layer={layer}
          map={run.maps.get(index)}
          isCurrent={current.includes(index)}
          isFirstCurrent={current[0] === index}
          sharesScale={sharesScale}
          reveal={revealLayer}
        />
      ))}
    </main>
  );
}

/** Before there is anything to show: what is missing. */
function Empty({ state: { text, failure, file } }: { readonly state: State }) {
  if (failure !== undefined || text.kind === 'broken') return null;
  if (text.kind !== 'empty') return <ProgressBar label="Loading" />;
  return (
    <p class="empty">
      {file} has no model yet. Write <code>model Name {'{ … }'}</code>, and its feature maps are drawn here.
    </p>
  );
}
