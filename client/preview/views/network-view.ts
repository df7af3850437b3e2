import type { FinishedRun, Run } from '../state.ts';

/** Which layers are pointed out, by index. */
export interface Selection {
  /** The layers at the cursor. */
  readonly current: readonly number[];
  /** The one of them that is meant, and brought into view. */
  readonly focus: number | undefined;
  /** Points a layer out, here and in the editor. */
  readonly choose: (layer: number) => void;
}

/** What every view of a network that runs is given. */
export interface NetworkViewProps extends Selection {
  readonly run: Run | FinishedRun;
}
