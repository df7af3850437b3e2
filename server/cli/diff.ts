import { differenceOf, modelPairs, type ModelPair } from '#core/analysis/difference.ts';
import { analyze, type Analysis } from '#core/analyze.ts';
import { say, type Words } from '#core/words.ts';
import { differenceLines } from '#core/ide/difference-text.ts';
import { fileHost, readNamed } from './files.ts';
import { modelOf } from './model-of.ts';
import { readRevision, splitRevision } from './revision.ts';
import { readArguments, readFormat, UsageError } from './usage.ts';

/** `fovea diff A B`: what the second file's models have that the first's have not; 0 unless one cannot be read. */
export function diff(args: readonly string[], words: Words): number {
  const { files, options } = readArguments(args, { format: { type: 'string' }, model: { type: 'string' } });
  const format = readFormat(options.format);
  const [before, after, ...others] = files;
  if (before === undefined || after === undefined || others.length > 0) throw new UsageError('diff takes two files.');
  const [old, now] = [before, after].map(analysisOf);
  if (!old || !now) return 2;
  const pairs = options.model === undefined ? modelPairs(old, now) : [pairNamed(options.model, old, now)];
  if (pairs.length === 0) throw new UsageError(`${after} has no model.`);
  const texts = pairs.map(pair =>
    format === 'json'
      ? JSON.stringify({ schema: 1, before, after, ...recordOf(pair) })
      : textOf(pair, pairs.length, words),
  );
  process.stdout.write(`${texts.join(format === 'json' ? '\n' : '\n\n')}\n`);
  return 0;
}

/** A file that is there, or `FILE@REV`, the file as a revision of its git repository has it. */
function analysisOf(name: string): Analysis | undefined {
  const revision = splitRevision(name);
  if (revision) {
    const source = readRevision(revision);
    if ('problem' in source) process.stderr.write(`fovea: ${source.problem}\n`);
    return 'problem' in source ? undefined : analyze(revision.file, source);
  }
  const text = readNamed(name);
  return text === undefined ? undefined : analyze(name, fileHost(name, text));
}

const pairNamed = (name: string, before: Analysis, after: Analysis): ModelPair => ({
  before: modelOf(before, name),
  after: modelOf(after, name),
});

const nameOf = ({ before, after }: ModelPair): string => (after ?? before)?.name ?? '';

function recordOf({ before, after }: ModelPair) {
  const model = nameOf({ ...(before && { before }), ...(after && { after }) });
  return before && after ? { model, ...differenceOf(before, after) } : { model, only: before ? 'before' : 'after' };
}

/** Of several models each has its name above. */
function textOf(pair: ModelPair, count: number, words: Words): string {
  const { before, after } = pair;
  const name = nameOf(pair);
  if (!before || !after) return words(before ? say`model ${name}: only before` : say`model ${name}: only after`);
  const lines = [...(count > 1 ? [say`model ${name}`] : []), ...differenceLines(differenceOf(before, after))];
  return lines.map(words).join('\n');
}
