import type { Outline } from '#core/ide/outline.ts';
import type { Span } from '#core/text.ts';
import { useMemo } from 'preact/hooks';
import { drawnOutline, drawnProgram } from '../graph/drawn-network.ts';
import { GraphView } from '../graph/graph-view.tsx';
import { layersAt } from '../layer-at.ts';
import type { State } from '../state.ts';
import type { NetworkViewProps } from './network-view.ts';

type Save = (name: string, bytes: Uint8Array) => void;

/** The graph of what has run. */
export function ProgramGraph({ run, save, ...selection }: NetworkViewProps & { readonly save: Save }) {
  const { program, faults } = run;
  const network = useMemo(() => drawnProgram(program, faults), [program, faults]);
  return <GraphView key={program.model} network={network} {...selection} save={save} />;
}

interface OutlineGraphProps {
  readonly outline: Outline;
  readonly cursor: State['cursor'];
  readonly save: Save;
  /** Shows a place in the editor. */
  readonly reveal: (span: Span) => void;
}

/** Of a text that cannot be run the graph alone is new: it shows where it does not fit. */
export function OutlineGraph({ outline, cursor, save, reveal }: OutlineGraphProps) {
  const network = useMemo(() => drawnOutline(outline), [outline]);
  const { layers, model } = outline;
  const current = cursor ? layersAt(layers, cursor.offset, cursor.line) : [];
  const choose = (layer: number) => {
    const span = layers[layer]?.span;
    if (span) reveal(span);
  };
  return <GraphView key={model} network={network} current={current} focus={current[0]} choose={choose} save={save} />;
}
