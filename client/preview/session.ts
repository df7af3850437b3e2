/** Joins the extension, the worker and the page's state: what arrives becomes events, and the newest wish is run. */
import type { Program } from '#core/interchange/program.ts';
import { messageOf } from '#core/message-of.ts';
import type { Asset, ToPage } from '../extension/preview/messages.ts';
import { Engine } from './engine.ts';
import { asset, onMessage, post, remember, remembered, wishedProvider } from './host.ts';
import { Inputs } from './inputs.ts';
import type { Picture } from './inputs.ts';
import { webgpuRefusal } from './provider.ts';
import type { Provider } from './provider.ts';
import { Runs } from './runs.ts';
import type { Planned } from './runs.ts';
import { INITIAL, reduce, reportOf, shownRun } from './state.ts';
import type { Event, RunPicture, State, Tab } from './state.ts';
import { pictureSize } from './worker/feeds.ts';
import type { FromWorker, RunRequest, Study, ToWorker } from './worker/messages.ts';
import { say, words } from './words.ts';

/** Layers that are scrolled past are in view for less, in milliseconds. */
const GLANCE = 60;

/** The script and the WebAssembly of the worker. */
const ASSETS: Readonly<Record<Provider, readonly [Asset, Asset]>> = {
  wasm: ['worker', 'runtime'],
  webgpu: ['webgpuWorker', 'webgpuRuntime'],
};

export class Session {
  readonly inputs = new Inputs({
    state: () => this.#state,
    dispatch: event => this.#dispatch(event),
    changed: () => this.#run(),
  });
  readonly #show: (state: State) => void;
  #engine: Promise<Engine>;
  #state = INITIAL;
  #program: Extract<ToPage, { readonly type: 'program' }> | undefined;
  /** What the newest run was of; the same again is not run again. */
  #ran = '';
  readonly #runs = new Runs();
  /** What the newest run was of, beside its part. */
  #request: RunRequest | undefined;
  #studies = 0;
  #looked: ReturnType<typeof setTimeout> | undefined;
  /** What the last worker fell over. */
  #fell: string | undefined;
  /** A new worker has no weights yet: a run waits for them. */
  #awaitsWeights = false;
  /** How many files of weights have come: results of another one are of no use. */
  #weightsFiles = 0;

  constructor(show: (state: State) => void) {
    this.#show = show;
    this.#engine = this.#startWished();
    this.#engine.catch((error: unknown) => this.#dispatch({ type: 'stopped', message: messageOf(error) }));
    onMessage(message => this.#receive(message));
    const { tab, pinned } = remembered();
    this.openTab(tab ?? INITIAL.tab);
    if (pinned !== undefined) this.#dispatch({ type: 'pinned', model: pinned });
    post({ type: 'ready' });
  }

  openTab(tab: Tab): void {
    remember({ tab });
    this.#dispatch({ type: 'tab', tab });
  }

  /** Stays with the model that is shown; pressed again, follows the editor. */
  togglePin(): void {
    const model = this.#state.pinned === undefined ? shownRun(this.#state)?.program.model : undefined;
    const pin = model === undefined ? {} : { model };
    remember({ pinned: model });
    this.#dispatch({ type: 'pinned', ...pin });
    post({ type: 'pin', ...pin });
  }

  /** Ends the run that goes on, at once: WebAssembly in the middle of a run is only stopped with its worker. */
  cancel(): void {
    if (this.#state.running) this.#stop(say`The run was cancelled. An edit or another input begins the next.`);
  }

  /** Says whether a layer is in view: only of such are the maps of a large network brought into the page. */
  see(path: string, isSeen: boolean): void {
    this.#runs.see(path, isSeen);
    clearTimeout(this.#looked);
    this.#looked = setTimeout(() => this.#bringMore(), GLANCE);
  }

  /** Begins a longer look at what has run; `name` is what it is of. */
  study(study: Study, name: string): void {
    if (!this.#request || this.#state.running) return;
    const id = ++this.#studies;
    this.#dispatch({ type: 'studyBegan', id, study, name });
    this.#tell({ type: 'study', id, study, ...this.#request });
  }

  /** What it has found so far stays. */
  endStudy(): void {
    this.#tell({ type: 'endStudy' });
    this.#dispatch({ type: 'studyEnded' });
  }

  closeOcclusion(): void {
    if (this.#state.studies.running?.kind === 'occlusion') this.#tell({ type: 'endStudy' });
    this.#dispatch({ type: 'occlusionClosed' });
  }

  /** Points a layer out, here and in the editor. */
  chooseLayer(layer: number): void {
    this.#dispatch({ type: 'chosen', layer });
    const span = shownRun(this.#state)?.program.layers[layer]?.span;
    if (span) post({ type: 'reveal', span });
  }

  async #startWished(): Promise<Engine> {
    if (wishedProvider() === 'wasm') return this.#startEngine('wasm');
    try {
      const refusal = await webgpuRefusal();
      if (refusal === undefined) return await this.#startEngine('webgpu');
      return await this.#startInstead(words(refusal));
    } catch (error) {
      return this.#startInstead(messageOf(error));
    }
  }

  #startInstead(reason: string): Promise<Engine> {
    return this.#startEngine('wasm', say`WebGPU is not used: ${reason}. WebAssembly runs the network.`);
  }

  async #startEngine(provider: Provider, note?: string): Promise<Engine> {
    const [worker, runtime] = await Promise.all(ASSETS[provider].map(asset));
    if (!worker || !runtime) throw new Error(provider);
    this.#dispatch({ type: 'provider', provider, ...(note !== undefined && { note }) });
    return new Engine(
      { worker, runtime },
      message => this.#hear(message),
      message => this.#recover(say`The preview’s worker has failed. ${message}`),
    );
  }

  #dispatch(event: Event): void {
    this.#state = reduce(this.#state, event);
    this.#show(this.#state);
  }

  #receive(message: ToPage): void {
    switch (message.type) {
      case 'document':
        return this.#open(message.uri, message.name);
      case 'program':
        this.#program = message;
        return this.#run();
      case 'pictures':
        return this.inputs.listCame(message);
      case 'picture':
        return void this.inputs.pictureCame(message);
      case 'weights':
        return this.#weightsCame(message);
      case 'asset':
        // Whoever asked for it hears it.
        return;
      case 'none':
        this.#program = undefined;
        return this.#dispatch(message);
      case 'broken':
      case 'cursor':
        return this.#dispatch(message);
    }
  }

  #open(uri: string, name: string): void {
    for (const address of this.#state.thumbnails.values()) URL.revokeObjectURL(address);
    this.#program = undefined;
    this.inputs.forget();
    this.#ran = '';
    remember({ uri, ...(uri !== remembered().uri && { input: undefined }) });
    this.#dispatch({ type: 'document', name });
  }

  #weightsCame(message: Extract<ToPage, { readonly type: 'weights' }>): void {
    const isAwaited = this.#awaitsWeights;
    this.#awaitsWeights = false;
    this.#ran = '';
    this.#weightsFiles++;
    this.#dispatch({ type: 'weights', ...('problem' in message && { problem: message.problem }) });
    if ('bytes' in message)
      this.#tell({ type: 'weights', file: message.file, bytes: message.bytes }, [message.bytes.buffer]);
    // Otherwise the program that wants them is still to come.
    if (isAwaited) this.#run();
  }

  #run(): void {
    if (!this.#program || this.inputs.isAwaited || this.#awaitsWeights) return;
    const { version, program, faults } = this.#program;
    const takesPicture = program.inputs.some(input => pictureSize(input) !== undefined);
    const picture = takesPicture ? this.inputs.picture : undefined;
    const source = picture?.id ?? this.inputs.fill;
    const key = keyOf(program, source);
    if (key === this.#ran) return this.#dispatch({ type: 'moved', version, program, faults });
    this.#ran = key;
    const went = picture && { picture: describe(picture) };
    const planned = this.#runs.begin(program, JSON.stringify([source, this.#weightsFiles]));
    const { id, maps, shapes } = planned;
    if (this.#state.studies.running) this.#tell({ type: 'endStudy' });
    this.#dispatch({ type: 'started', run: { id, version, program, faults, maps, shapes, ...went } });
    const given = program.inputs.map(input => {
      const size = pictureSize(input);
      return size && this.inputs.pixels(size);
    });
    this.#request = { program, given, fill: this.inputs.fill };
    this.#begin(this.#request, planned);
  }

  #bringMore(): void {
    const planned = this.#runs.more();
    if (this.#request && planned) this.#begin(this.#request, planned);
  }

  #begin(request: RunRequest, { id, part }: Planned): void {
    this.#tell({ type: 'run', id, ...request, part });
  }

  #tell(message: ToWorker, transfer: Transferable[] = []): void {
    // A page without an engine has said so already.
    void this.#engine.then(
      engine => engine.post(message, transfer),
      () => undefined,
    );
  }

  #hear(message: FromWorker): void {
    switch (message.type) {
      case 'layers': {
        const id = this.#runs.take(message.id, message);
        if (id !== undefined) this.#dispatch({ ...message, id });
        return;
      }
      case 'done':
        if (this.#runs.end(message.id) === 'newest') this.#finish(message);
        return this.#bringMore();
      case 'occlusion':
      case 'time':
        return this.#dispatch(message);
      case 'studied': {
        const { id, problem } = message;
        return this.#dispatch({ type: 'studied', id, ...(problem !== undefined && { problem: words(problem) }) });
      }
      case 'refused':
        return this.#fallBack(words(message.message));
      case 'failed':
        return this.#fail(message);
    }
  }

  #finish({ id, result }: Extract<FromWorker, { readonly type: 'done' }>): void {
    this.#dispatch({ type: 'finished', id, result });
    const { done, providerNote, weightsProblem, pictureProblem } = this.#state;
    if (done?.id !== id) return;
    const problems = [providerNote, weightsProblem, pictureProblem].filter(problem => problem !== undefined);
    post({ type: 'ran', report: reportOf(done, problems) });
  }

  #fail({ id, message, fatal }: Extract<FromWorker, { readonly type: 'failed' }>): void {
    if (fatal) return this.#recover(words(message));
    if (this.#runs.end(id) === 'overtaken') return;
    this.#runs.halt();
    this.#dispatch({ type: 'stopped', message: words(message) });
  }

  /** What WebGPU cannot do WebAssembly does, until the page is opened again. */
  #fallBack(reason: string): void {
    this.#engine = this.#engine.then(engine => {
      engine.end();
      return this.#startInstead(reason.replace(/[.。]$/, ''));
    });
    this.#runs.halt();
    this.#dispatch({ type: 'studyEnded' });
    post({ type: 'wantWeights' });
    this.#runAnew();
  }

  /** What brought a worker down is tried once more, with all of a new one's memory; then not until something changes. */
  #recover(message: string): void {
    const isSecond = this.#fell === this.#ran;
    this.#fell = this.#ran;
    this.#stop(message);
    if (isSecond) return;
    this.#runAnew();
  }

  /** With a worker that knows nothing yet. */
  #runAnew(): void {
    this.#ran = '';
    this.#awaitsWeights = this.#program?.program.weightsFile !== undefined;
    this.#run();
  }

  #stop(message: string): void {
    void this.#engine.then(engine => engine.restart());
    this.#runs.halt();
    this.#dispatch({ type: 'studyEnded' });
    this.#dispatch({ type: 'stopped', message });
    post({ type: 'wantWeights' });
  }
}

/** Everything of a program that its run depends on: its places in the text are not. */
const keyOf = (program: Program, picture: string): string =>
  JSON.stringify([picture, { ...program, layers: program.layers.map(layer => ({ ...layer, span: null })) }]);

const describe = ({ name, bitmap: { width, height } }: Picture): RunPicture => ({ name, width, height });
