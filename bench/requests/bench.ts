/** How long an editor waits for what it asks a server, each a process of its own on stdio. */
import { cnnText } from '../keystroke/cnn-text.ts';
import { jsonText } from '../keystroke/json-text.ts';
import { UNITS } from '../keystroke/network.ts';
import { timeInTurn, type Subject } from '../measure.ts';
import { fact, heading, millis, ratio } from '../report.ts';
import { burst, KEYS, type Burst } from './burst.ts';
import { editorWith, type Editor } from './editor.ts';
import { FOVEA, VSCODE_JSON } from './servers.ts';
import { PAUSE, subjectsOf } from './subjects.ts';

const REPETITION = { warm: 40, runs: 500 };
const TOGETHER = 20;
const BURSTS = 20;

export async function benchRequests(): Promise<void> {
  const [cnn, json] = [cnnText(), jsonText()];
  const [fovea, other] = [await editorWith(FOVEA, cnn), await editorWith(VSCODE_JSON, json)];
  const lines = cnn.split('\n').length - 1;
  heading(`What an editor asks about ${lines} lines: fovea serve --stdio / vscode-json-language-server --stdio`);
  const ours = subjectsOf(fovea, cnn, { method: 'inlayHint', gives: HINTS });
  const theirs = subjectsOf(other, json, { method: 'documentSymbol', gives: partsOf(JSON.parse(json)) });
  await compare(`a key after ${PAUSE} ms, to the diagnostics`, ours.unhurried, theirs.unhurried);
  await compare('a key at once, to the diagnostics', ours.diagnostics, theirs.diagnostics);
  await compare('hover', ours.hover, theirs.hover);
  await compare('a key, to what completes', ours.completion, theirs.completion);
  await compare('a key, to all inlay hints / all symbols', ours.overview, theirs.overview);
  await compareBursts([fovea, cnn], [other, json]);
  await fovea.close();
  await other.close();
}

/** A line of each layer but the input has one: ten in a unit, where a merge and its shortcut share theirs. */
const HINTS = 10 * UNITS.length + 8;

/** Every property and every element is a symbol. */
const partsOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce<number>((count, part) => count + 1 + partsOf(part), 0)
    : 0;

async function compare(what: string, ours: Subject, theirs: Subject): Promise<void> {
  const [mine = [], others = []] = await timeInTurn([ours, theirs], REPETITION, TOGETHER);
  ratio(what, mine, others, 1);
}

async function compareBursts(ours: readonly [Editor, string], theirs: readonly [Editor, string]): Promise<void> {
  const bursts: Burst[] = [];
  const others: Burst[] = [];
  const single: Burst[] = [];
  for (let turn = 0; turn < BURSTS; turn += 1) {
    bursts.push(await burst(...ours, KEYS));
    others.push(await burst(...theirs, KEYS));
    single.push(await burst(...ours, 1));
  }
  const waits = (some: readonly Burst[]) => some.map(({ waited }) => waited);
  const count = (some: readonly Burst[], of: (one: Burst) => number) => some.reduce((sum, one) => sum + of(one), 0);
  ratio(`${KEYS} keys at once, from the last to its diagnostics`, waits(bursts), waits(others));
  ratio(`the same / one key alone`, waits(bursts), waits(single));
  fact('requests taken back that ended', `${count(bursts, ({ ended }) => ended)} of ${BURSTS * (KEYS - 1)}`);
  fact(
    'answers that told of an earlier text',
    `${count(bursts, ({ stale }) => stale)} / ${count(others, ({ stale }) => stale)}`,
  );
  fact('one key alone', millis(waits(single)));
}
