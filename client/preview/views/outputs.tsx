import type { Program } from '#core/interchange/program.ts';
import { useMemo } from 'preact/hooks';
import { viewOf } from '../drawing/planes.ts';
import type { FinishedRun } from '../state.ts';
import { pictureSize } from '../worker/feeds.ts';
import type { LayerMap, Study } from '../worker/messages.ts';
import { topValues } from '../worker/values.ts';
import { OutputMap } from './output-map.tsx';
import { OutputPanel } from './output-panel.tsx';

interface OutputsProps {
  readonly run: FinishedRun;
  readonly study: (study: Study, name: string) => void;
}

/** What came out at the end, in the form that each output has: the greatest values, or a map. */
export const Outputs = ({ run, study }: OutputsProps) => (
  <div class="outputs">
    {run.program.outputs.map(({ name, value }) => {
      const layer = run.program.layers.findIndex(candidate => candidate.value === value);
      const map = run.maps.get(layer);
      return map && <Output key={name} name={name} map={map} program={run.program} study={study} />;
    })}
  </div>
);

interface OutputProps extends Pick<OutputsProps, 'study'> {
  readonly name: string;
  readonly map: LayerMap;
  readonly program: Program;
}

function Output({ name, map, program, study }: OutputProps) {
  const view = useMemo(() => viewOf(map.shape, map.data), [map]);
  const { value = '', operation } = program.layers[map.layer] ?? {};
  const { classes } = program;
  const top = useMemo(() => topValues(name, map.data, operation, classes), [name, map, operation, classes]);
  const canOcclude = program.inputs.some(input => pictureSize(input) !== undefined);
  const occlude = (index: number, what: string) => study({ kind: 'occlusion', target: { value, index } }, what);
  if (view.kind === 'planes') return view.isSequence ? null : <OutputMap name={name} view={view} classes={classes} />;
  return map.data.length < 2 ? null : <OutputPanel top={top} occlude={canOcclude ? occlude : undefined} />;
}
