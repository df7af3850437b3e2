/** All that the page shows, and how it changes. */
import type { LayerFault } from '#core/ide/faults.ts';
import type { Outline } from '#core/ide/outline.ts';
import type { Program } from '#core/interchange/program.ts';
import type { Shape } from '#core/ops/shape.ts';
import type { Span } from '#core/text.ts';
import type { PictureName, RunReport } from '../extension/preview/messages.ts';
import { layersAt } from './layer-at.ts';
import type { Provider } from './provider.ts';
import { NO_STUDIES, reduceStudies } from './studies.ts';
import type { StudyEvent, Studies } from './studies.ts';
import type { LayerMap, LayerResults, RunResult } from './worker/messages.ts';
import { words } from './words.ts';

export interface State {
  /** The previewed file's name. */
  readonly file?: string;
  readonly text: TextState;
  readonly pictures: readonly PictureName[];
  /** By id, addresses of the pictures that have come. */
  readonly thumbnails: ReadonlyMap<string, string>;
  /** What goes in: the id of a picture, `DRAWING`, or how the input is filled; none: noise. */
  readonly picture?: string;
  /** Why the last picture that was asked for could not go in. */
  readonly pictureProblem?: string;
  readonly weightsProblem?: string;
  /** Why the newest run gave nothing. */
  readonly failure?: string;
  /** The run that is shown: the last one that was finished. Until there is one, `running`. */
  readonly done?: FinishedRun;
  readonly running?: Run;
  /** A run that failed before any was finished: its network can be looked at all the same. */
  readonly halted?: Run;
  /** What runs the networks. */
  readonly provider: Provider;
  /** Why it is not the one that was wished for. */
  readonly providerNote?: string;
  readonly cursor?: { readonly offset: number; readonly line: Span };
  /** The layers at the cursor, by index. */
  readonly current: readonly number[];
  /** The path of the layer that was chosen last in the page: of several at the cursor it is meant. */
  readonly chosen?: string;
  readonly tab: Tab;
  /** The model that the page stays with, whatever the editor shows. */
  readonly pinned?: string;
  /** Of the run that is shown. */
  readonly studies: Studies;
}

/** The ways to look at a network. */
export type Tab = 'forward' | 'graph' | 'table';

export type TextState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'whole' }
  /** The text has errors: what is shown is of an earlier version. */
  | { readonly kind: 'broken'; readonly message: string; readonly outline?: Outline }
  | { readonly kind: 'empty' };

export interface Run {
  readonly id: number;
  readonly version: number;
  readonly program: Program;
  /** What is wrong with the text, though it can be run. */
  readonly faults: readonly LayerFault[];
  /** The picture that went in; none: noise. */
  readonly picture?: RunPicture;
  /** By the layer's index, of every layer that has run. */
  readonly shapes: ReadonlyMap<number, Shape>;
  /** By the layer's index. A large network's come when they are in view. */
  readonly maps: ReadonlyMap<number, LayerMap>;
}

export interface RunPicture {
  readonly name: string;
  /** As its file has it, in pixels. */
  readonly width: number;
  readonly height: number;
}

export interface FinishedRun extends Run {
  readonly result: RunResult;
}

export type Event =
  | StudyEvent
  | { readonly type: 'document'; readonly name: string }
  /** A program that differs from the shown one in its places at most: nothing is run. */
  | ({ readonly type: 'moved' } & Pick<Run, 'version' | 'program' | 'faults'>)
  | { readonly type: 'started'; readonly run: Run }
  /** Of a run that goes on, or, as they come into view, of one that is done. */
  | ({ readonly type: 'layers'; readonly id: number } & LayerResults)
  | { readonly type: 'finished'; readonly id: number; readonly result: RunResult }
  /** The newest run has failed, or nothing can be run at all. */
  | { readonly type: 'stopped'; readonly message: string }
  | { readonly type: 'broken'; readonly message: string; readonly outline?: Outline }
  | { readonly type: 'none' }
  | { readonly type: 'pictures'; readonly pictures: readonly PictureName[] }
  | { readonly type: 'thumbnail'; readonly id: string; readonly address: string }
  | { readonly type: 'picture'; readonly id: string }
  | { readonly type: 'pictureFailed'; readonly message: string }
  | { readonly type: 'weights'; readonly problem?: string }
  | { readonly type: 'cursor'; readonly offset: number; readonly line: Span }
  /** A worker begins. */
  | { readonly type: 'provider'; readonly provider: Provider; readonly note?: string }
  | { readonly type: 'tab'; readonly tab: Tab }
  | { readonly type: 'pinned'; readonly model?: string }
  /** The user points out a layer in the page. The cursor follows. */
  | { readonly type: 'chosen'; readonly layer: number };

/** In the place of a picture's id: what is drawn in the page. */
export const DRAWING = 'drawing';

export const INITIAL: State = {
  text: { kind: 'waiting' },
  provider: 'wasm',
  pictures: [],
  thumbnails: new Map(),
  current: [],
  tab: 'forward',
  studies: NO_STUDIES,
};

export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case 'document':
      return { ...INITIAL, ...lasting(state), file: event.name };
    case 'moved':
      return withCurrent(moved(state, event));
    case 'started':
      return started(state, event.run);
    case 'layers':
      return layersCame(state, event);
    case 'finished':
      return finished(state, event.id, event.result);
    case 'stopped':
      return failed(state, event.message);
    case 'broken':
      return { ...state, text: broken(event) };
    case 'none':
      return { ...without(state, 'done', 'running', 'halted'), text: { kind: 'empty' } };
    case 'pictures':
      return { ...state, pictures: event.pictures };
    case 'thumbnail':
      return { ...state, thumbnails: new Map([...state.thumbnails, [event.id, event.address]]) };
    case 'picture':
      return { ...without(state, 'pictureProblem'), picture: event.id };
    case 'pictureFailed':
      return { ...state, pictureProblem: event.message };
    case 'weights':
      return {
        ...without(state, 'weightsProblem'),
        ...(event.problem !== undefined && { weightsProblem: event.problem }),
      };
    case 'cursor':
      return withCurrent({ ...state, cursor: { offset: event.offset, line: event.line } });
    case 'provider':
      return { ...without(state, 'providerNote'), ...providedBy(event.provider, event.note) };
    case 'tab':
      return { ...state, tab: event.tab };
    case 'pinned':
      return { ...without(state, 'pinned'), ...pinnedTo(event.model) };
    case 'chosen':
      return chosen(state, event.layer);
    default:
      return { ...state, studies: reduceStudies(state.studies, event) };
  }
}

/** The run to look at: the last whole one, or before there is one what has come of the newest. */
export const shownRun = ({ done, running, halted }: State): Run | FinishedRun | undefined => done ?? running ?? halted;

/** The one layer that is meant, by index: of several at the cursor the chosen one, else the first. */
export function focusOf(state: State): number | undefined {
  const layers = shownRun(state)?.program.layers ?? [];
  return state.current.find(index => layers[index]?.path === state.chosen) ?? state.current[0];
}

export function reportOf(
  { version, program, picture, shapes, result }: FinishedRun,
  more: readonly string[],
): RunReport {
  return {
    version,
    model: program.model,
    ...(picture && { picture: picture.name }),
    milliseconds: result.milliseconds,
    top: result.top?.values ?? [],
    layers: program.layers.flatMap(({ path }, index) => {
      const shape = shapes.get(index);
      return shape ? [{ path, shape }] : [];
    }),
    problems: [...more, ...result.problems.map(words)],
  };
}

/** What was wrong with a weights file is of no interest to a program that has none. */
function started(state: State, run: Run): State {
  const calm = without(state, 'failure', 'halted');
  const next = run.program.weightsFile === undefined ? without(calm, 'weightsProblem') : calm;
  return { ...next, text: { kind: 'whole' }, running: run, studies: NO_STUDIES };
}

function failed(state: State, failure: string): State {
  const { running } = state;
  return { ...without(state, 'running'), failure, ...(running && { halted: running }) };
}

function moved(state: State, { version, program, faults }: Pick<Run, 'version' | 'program' | 'faults'>): State {
  const { done, running } = state;
  const now = { version, program, faults };
  return {
    ...state,
    text: { kind: 'whole' },
    ...(done && { done: { ...done, ...now } }),
    ...(running && { running: { ...running, ...now } }),
  };
}

function layersCame(state: State, { id, ...results }: Extract<Event, { readonly type: 'layers' }>): State {
  const { running, done } = state;
  if (running?.id === id) return { ...state, running: withResults(running, results) };
  return done?.id === id ? { ...state, done: withResults(done, results) } : state;
}

const withResults = <Some extends Run>(run: Some, { shapes, layers }: LayerResults): Some => ({
  ...run,
  shapes: new Map([...run.shapes, ...shapes.map(({ layer, shape }) => [layer, shape] as const)]),
  maps: new Map([...run.maps, ...layers.map(map => [map.layer, map] as const)]),
});

function finished(state: State, id: number, result: RunResult): State {
  const { running } = state;
  if (running?.id !== id) return state;
  return withCurrent({ ...without(state, 'running'), done: { ...running, result } });
}

/** What is the page's, whichever file it shows. */
const lasting = ({ tab, pinned, provider, providerNote }: State) => ({
  tab,
  ...pinnedTo(pinned),
  ...providedBy(provider, providerNote),
});

const providedBy = (provider: Provider, note: string | undefined): Pick<State, 'provider' | 'providerNote'> => ({
  provider,
  ...(note !== undefined && { providerNote: note }),
});

const pinnedTo = (model: string | undefined): Pick<State, 'pinned'> => (model === undefined ? {} : { pinned: model });

const broken = ({ message, outline }: Extract<Event, { readonly type: 'broken' }>): TextState => ({
  kind: 'broken',
  message,
  ...(outline && { outline }),
});

/** What is known of the newest text, where it cannot be run. */
export const outlineOf = ({ text }: State): Outline | undefined => (text.kind === 'broken' ? text.outline : undefined);

function chosen(state: State, layer: number): State {
  const path = shownRun(state)?.program.layers[layer]?.path;
  return path === undefined ? state : { ...state, chosen: path, current: [layer] };
}

function withCurrent(state: State): State {
  const { cursor } = state;
  const layers = shownRun(state)?.program.layers ?? [];
  return cursor ? { ...state, current: layersAt(layers, cursor.offset, cursor.line) } : state;
}

function without<Key extends keyof State>(state: State, ...keys: readonly Key[]): Omit<State, Key> {
  const rest = { ...state };
  for (const key of keys) delete rest[key];
  return rest;
}
