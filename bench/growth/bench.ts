/** What a layer costs in ever longer networks. */
import { printedBy } from '../child.ts';
import { timeInTurn } from '../measure.ts';
import { paramsOf } from '../params-of.ts';
import { fact, figure, heading, ratio } from '../report.ts';
import { chainOf } from './chain.ts';

const LENGTHS = [
  { layers: 1000, warm: 30, runs: 50 },
  { layers: 10_000, warm: 2, runs: 10 },
  { layers: 100_000, warm: 1, runs: 5 },
];

export async function benchGrowth(): Promise<void> {
  heading(
    'A layer of a chain, elaborated and analysed: in a longer chain / in one of 1,000 layers. In ms a 1,000 layers',
  );
  let first: readonly number[] | undefined;
  for (const { layers, ...repetition } of LENGTHS) {
    const { text, params } = chainOf(layers);
    const [times = []] = await timeInTurn([{ run: () => paramsOf(text), gives: params }], repetition);
    const each = times.map(time => (time * 1000) / layers);
    ratio(`${counted(layers)} layers`, each, (first ??= each));
  }
  const longest = LENGTHS.at(-1)?.layers ?? 0;
  fact(`peak of the heap, ${counted(longest)} layers`, `${figure(peakHeap(longest))} MB`);
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
