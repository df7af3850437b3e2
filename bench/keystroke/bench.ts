/** How long after a keystroke the diagnostics are there. */
import { timeInTurn } from '../measure.ts';
import { heading, ratio } from '../report.ts';
import { cnnText } from './cnn-text.ts';
import { foveaKeystroke } from './fovea.ts';
import { jsonKeystroke } from './json-service.ts';
import { jsonText } from './json-text.ts';

const REPETITION = { warm: 50, runs: 400 };
const TOGETHER = 20;

export async function benchKeystroke(): Promise<void> {
  const [lines, others] = [cnnText(), jsonText()].map(text => text.split('\n').length - 1);
  if (lines !== others) throw new Error(`The documents have ${lines} and ${others} lines.`);
  heading(
    `A digit typed into ${lines} lines, until the diagnostics are there: .cnn by Fovea / JSON by VS Code's service`,
  );
  const [ours = [], theirs = []] = await timeInTurn([foveaKeystroke(), jsonKeystroke()], REPETITION, TOGETHER);
  ratio('edit, analysis, diagnostics / edit, parse, validation', ours, theirs);
}
