import type { FinishedRun, Run } from '../state.ts';

/** What every view of a network is given. Layers are meant by index. */
export interface NetworkViewProps {
  readonly run: Run | FinishedRun;
  /** The layers at the cursor. */
  readonly current: readonly number[];
  /** The one of them that is meant, and brought into view. */
  readonly focus: number | undefined;
  /** Points a layer out, here and in the editor. */
  readonly choose: (layer: number) => void;
}
