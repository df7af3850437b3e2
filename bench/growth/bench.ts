/** What a layer costs in ever longer networks. */
import { analyze } from '#core/analyze.ts';
import { review } from '#core/review.ts';
import { printedBy } from '../child.ts';
import { hostOf } from '../host-of.ts';
import { timeInTurn, type Subject } from '../measure.ts';
import { paramsOf } from '../params-of.ts';
import { fact, figure, heading, ratio } from '../report.ts';
import { chainOf, writtenChainOf } from './chain.ts';

const LENGTHS = [
  { layers: 1000, warm: 30, runs: 50 },
  { layers: 10_000, warm: 2, runs: 10 },
  { layers: 100_000, warm: 1, runs: 5 },
];

/** A line a layer, of what a file may have. */
const WRITTEN = LENGTHS.slice(0, 2);

export async function benchGrowth(): Promise<void> {
  heading(
    'A layer of a chain, elaborated and analysed: in a longer chain / in one of 1,000 layers. In ms a 1,000 layers',
  );
  await compareLengths(LENGTHS, 'layers', layers => {
    const { text, params } = chainOf(layers);
    return { run: () => paramsOf(text), gives: params };
  });
  await compareLengths(WRITTEN, 'layers written out, and all there is to say of them', layers => {
    const { text } = writtenChainOf(layers);
    return { run: () => biasesBeforeNorms(text), gives: (layers - 1) / 3 };
  });
  const longest = LENGTHS.at(-1)?.layers ?? 0;
  fact(`peak of the heap, ${counted(longest)} layers`, `${figure(peakHeap(longest))} MB`);
}

/** How often it is said that batch norm takes a convolution's bias away. */
const biasesBeforeNorms = (text: string): number =>
  review(analyze('chain.cnn', hostOf(text))).filter(({ code }) => code === 'bias-before-norm').length;

async function compareLengths(
  lengths: typeof LENGTHS,
  what: string,
  subject: (layers: number) => Subject,
): Promise<void> {
  let first: readonly number[] | undefined;
  for (const { layers, ...repetition } of lengths) {
    const [times = []] = await timeInTurn([subject(layers)], repetition);
    const each = times.map(time => (time * 1000) / layers);
    ratio(`${counted(layers)} ${what}`, each, (first ??= each));
  }
}

const counted = (count: number): string => count.toLocaleString('en');

/**
 * In MB, of a process that does nothing else. The heap only shrinks when it is collected, so it is greatest before a
 * collection or at the end.
 */
function peakHeap(layers: number): number {
  const log = printedBy('growth/heap', ['--trace-gc'], [String(layers)]);
  const sizes = [...log.matchAll(/([\d.]+) \([\d.]+\) -> |^heap: ([\d.]+) MB$/gm)];
  return Math.max(...sizes.map(([, collected, last]) => Number(collected ?? last)));
}
