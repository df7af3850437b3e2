import { useMemo, useState } from 'preact/hooks';
import { CHANNEL_ORDERS } from '../drawing/channel-order.ts';
import type { ChannelOrder } from '../drawing/channel-order.ts';
import type { State } from '../state.ts';
import type { Studies } from '../studies.ts';
import type { Study } from '../worker/messages.ts';
import { Button, Checkbox } from './elements.ts';
import { InputPanel, inputsOf } from './input-panel.tsx';
import type { PictureActions } from './input-panel.tsx';
import { LayerCard } from './layer-card.tsx';
import type { NetworkViewProps } from './network-view.ts';
import { OcclusionPanel } from './occlusion-panel.tsx';
import { Outputs } from './outputs.tsx';
import { Select } from './select.tsx';
import { say } from '../words.ts';

export interface ForwardActions extends PictureActions {
  /** Begins a longer look at what has run; `name` is what it is of. */
  readonly study: (study: Study, name: string) => void;
  readonly endStudy: () => void;
  readonly closeOcclusion: () => void;
  /** Says whether a layer is in view: only such layers' maps are sure to come. */
  readonly see: (path: string, isSeen: boolean) => void;
}

interface ForwardViewProps extends NetworkViewProps {
  readonly state: State;
  readonly actions: ForwardActions;
}

/** What goes in, what comes out, and what every layer makes of it on the way. */
export const ForwardView = ({ state, actions, ...view }: ForwardViewProps) => (
  <>
    <Overview state={state} run={view.run} actions={actions} />
    <Layers {...view} studies={state.studies} actions={actions} />
  </>
);

type OverviewProps = Pick<ForwardViewProps, 'state' | 'actions' | 'run'>;

function Overview({ state, run, actions }: OverviewProps) {
  const { occlusion, running } = state.studies;
  const input = inputsOf(run).find(({ shape }) => shape.length === 3);
  return (
    <div class="overview">
      <InputPanel state={state} run={run} actions={actions} />
      {'result' in run && <Outputs run={run} study={actions.study} />}
      {occlusion && input && (
        <OcclusionPanel
          occlusion={occlusion}
          running={running}
          input={input}
          end={actions.endStudy}
          close={actions.closeOcclusion}
        />
      )}
    </div>
  );
}

interface LayersProps extends NetworkViewProps {
  readonly studies: Studies;
  readonly actions: ForwardActions;
}

function Layers({ run, current, focus, choose, studies, actions }: LayersProps) {
  const [input] = inputsOf(run);
  const [sharesScale, setSharesScale] = useState(false);
  const { layers } = run.program;
  const weighed = useMemo(() => layers.map(({ weighing }) => weighing), [layers]);
  const [order, setOrder] = useState<ChannelOrder>('index');
  return (
    <section aria-label={say`Layers`}>
      <header class="bar">
        <h2>{say`Layers`}</h2>
        <span class="rest" />
        <Times studies={studies} name={run.program.model} count={run.program.layers.length} actions={actions} />
        <Select label={say`Which channels come first`} value={order} options={CHANNEL_ORDERS} choose={setOrder} />
        <Checkbox label={say`One colour scale`} checked={sharesScale} onChange={setSharesScale} />
      </header>
      {run.program.layers.map((layer, index) => (
        <LayerCard
          key={layer.path}
          layer={layer}
          map={run.maps.get(index)}
          time={studies.times.get(index)}
          input={input}
          isCurrent={current.includes(index)}
          isFocus={focus === index}
          sharesScale={sharesScale}
          order={order}
          weighed={weighed}
          index={index}
          choose={choose}
          see={actions.see}
          study={actions.study}
        />
      ))}
    </section>
  );
}

interface TimesProps extends Pick<LayersProps, 'studies' | 'actions'> {
  readonly name: string;
  readonly count: number;
}

/** Measures how long each layer takes, when asked to: it takes as long as a few passes. */
function Times({ studies: { running, times }, name, count, actions }: TimesProps) {
  if (running?.kind !== 'times')
    return <Button icon="watch" label={say`Times`} onClick={() => actions.study({ kind: 'times' }, name)} />;
  return (
    <>
      <span class="note" role="status">
        {say`${times.size} of ${count} layers`}
      </span>
      <Button icon="debug-stop" label={say`Stop`} onClick={actions.endStudy} />
    </>
  );
}
