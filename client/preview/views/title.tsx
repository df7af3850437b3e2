import { bytes, exact, macs, rounded } from '#core/figures.ts';
import { elements } from '#core/ops/shape.ts';
import type { Program } from '#core/interchange/program.ts';
import { formatTime } from '../numbers.ts';
import type { Provider } from '../provider.ts';
import type { FinishedRun, Run } from '../state.ts';
import { shortPath } from '../table/short-path.ts';
import type { WeightsState } from '../worker/messages.ts';
import { Tool } from './tool.tsx';
import { say } from '../words.ts';

interface TitleProps {
  readonly run: Run | FinishedRun;
  /** The run that is going on, for how far it is. */
  readonly running: Run | undefined;
  readonly provider: Provider;
  readonly cancel: () => void;
  readonly isPinned: boolean;
  readonly togglePin: () => void;
}

/** What is shown: the model, its totals, where its weights come from, and how long a pass took. */
export function Title({ run, running, provider, cancel, isPinned, togglePin }: TitleProps) {
  const { program } = run;
  return (
    <header class="title">
      <h1>{program.model}</h1>
      <Tool
        icon={isPinned ? 'pinned' : 'pin'}
        label={say`Stay with this model`}
        isPressed={isPinned}
        press={togglePin}
      />
      <ul class="facts">
        <Totals program={program} />
        {'result' in run && <Weights {...run.result.weights} />}
      </ul>
      <span class="time">
        {running && <span class="codicon codicon-loading codicon-modifier-spin" aria-hidden="true" />}
        {running && <Progress run={running} cancel={cancel} />}
        {!running && 'result' in run && <Time {...run.result} of={program.layers.length} provider={provider} />}
      </span>
    </header>
  );
}

/** Longer than a path that fits beside the other facts. */
const MOST_CHARACTERS = 24;

/** How far a run is, and a way to end it: seen once it takes longer than one waits for without wondering. */
function Progress({ run: { program, shapes }, cancel }: { readonly run: Run; readonly cancel: () => void }) {
  const next = program.layers.find((_, layer) => !shapes.has(layer));
  return (
    <span class="later" role="status">
      {next && `${shortPath(next.path, MOST_CHARACTERS)} · `}
      {say`${shapes.size} of ${program.layers.length} layers`}
      <Tool icon="stop-circle" label={say`Cancel the run`} press={cancel} />
    </span>
  );
}

function Totals({ program: { layers, weights } }: { readonly program: Program }) {
  const params = layers.reduce((sum, layer) => sum + layer.params, 0);
  const multiplied = layers.reduce((sum, layer) => sum + layer.macs, 0);
  const size = 4 * weights.reduce((sum, { shape }) => sum + elements(shape), 0);
  return (
    <>
      <li title={say`${exact(params)} parameters; with buffers ${bytes(size)} as float32`}>
        {say`${rounded(params)} params`}
      </li>
      <li title={say`${exact(multiplied)} multiply-accumulates`}>{macs(multiplied)}</li>
      <li>{say`${layers.length} layers`}</li>
    </>
  );
}

/** Nobody should take an untrained network's guess for an answer. */
function Weights({ file, trained, seeded }: WeightsState) {
  if (trained === 0) return seeded === 0 ? null : <Untrained words={say`seeded weights, untrained`} />;
  const from = file?.split('/').at(-1);
  if (seeded === 0) return <li title={file}>{say`trained weights, ${from ?? ''}`}</li>;
  return <Untrained file={file} words={say`${trained} of ${trained + seeded} tensors trained, the rest seeded`} />;
}

const Untrained = ({ words, file }: { readonly words: string; readonly file?: string | undefined }) => (
  <li class="untrained" title={file}>
    <span class="codicon codicon-warning" aria-hidden="true" />
    {words}
  </li>
);

interface TimeProps {
  readonly milliseconds: number;
  readonly ran: number;
  /** How many layers there are. */
  readonly of: number;
  readonly provider: Provider;
}

const RUNNERS: Readonly<Record<Provider, { readonly name: string; readonly explanation: string }>> = {
  wasm: {
    name: say`wasm, 1 thread`,
    explanation: say`One forward pass by onnxruntime-web, WebAssembly, one thread; without preparing weights and session`,
  },
  webgpu: {
    name: 'WebGPU',
    explanation: say`One forward pass by onnxruntime-web, WebGPU, with the maps copied back; without preparing weights and session`,
  },
};

const Time = ({ milliseconds, ran, of, provider }: TimeProps) => (
  <span title={RUNNERS[provider].explanation}>
    {ran < of && say`${ran} of ${of} layers run again: `}
    {formatTime(milliseconds)} · {RUNNERS[provider].name}
  </span>
);
