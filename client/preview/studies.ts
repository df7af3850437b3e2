/** Longer looks at what has run: what a number depends on, and how long each layer takes. */
import type { LayerTime, OcclusionResult, Study, Target } from './worker/messages.ts';

export interface Studies {
  /** The one that goes on. */
  readonly running?: { readonly id: number; readonly kind: Study['kind'] };
  readonly occlusion?: Occlusion;
  /** In milliseconds, by layer, as far as they are measured. */
  readonly times: ReadonlyMap<number, number>;
  /** Why the last one came to nothing. */
  readonly problem?: string;
}

export interface Occlusion {
  readonly target: Target;
  /** What the number is, in words: `7 of fc3`. */
  readonly name: string;
  readonly result?: OcclusionResult;
}

export type StudyEvent =
  /** `name` is what it is of. */
  | { readonly type: 'studyBegan'; readonly id: number; readonly study: Study; readonly name: string }
  | ({ readonly type: 'occlusion'; readonly id: number } & OcclusionResult)
  | ({ readonly type: 'time'; readonly id: number } & LayerTime)
  | { readonly type: 'studied'; readonly id: number; readonly problem?: string }
  /** The user ends the one that goes on; what it has found stays. */
  | { readonly type: 'studyEnded' }
  | { readonly type: 'occlusionClosed' };

export const NO_STUDIES: Studies = { times: new Map() };

export function reduceStudies(studies: Studies, event: StudyEvent): Studies {
  const { running, ...rest } = studies;
  switch (event.type) {
    case 'studyBegan':
      return began(rest, event);
    case 'occlusionClosed':
      return running?.kind === 'times' ? { running, times: rest.times } : { times: rest.times };
    case 'studyEnded':
      return rest;
    default:
      return event.id === running?.id ? { ...rest, ...withResult(studies, event) } : studies;
  }
}

function began(
  { occlusion, times }: Omit<Studies, 'running'>,
  { id, study, name }: Extract<StudyEvent, { readonly type: 'studyBegan' }>,
): Studies {
  const running = { id, kind: study.kind };
  if (study.kind === 'occlusion') return { running, times, occlusion: { target: study.target, name } };
  return { running, times: new Map(), ...(occlusion && { occlusion }) };
}

function withResult(
  { running, occlusion, times }: Studies,
  event: Extract<StudyEvent, { readonly type: 'occlusion' | 'time' | 'studied' }>,
): Partial<Studies> {
  switch (event.type) {
    case 'studied':
      return event.problem === undefined ? {} : { problem: event.problem };
    case 'time':
      return { ...(running && { running }), times: new Map([...times, [event.layer, event.milliseconds]]) };
    case 'occlusion':
      return { ...(running && { running }), ...(occlusion && { occlusion: { ...occlusion, result: event } }) };
  }
}
