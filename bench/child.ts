import { execFileSync } from 'node:child_process';

/** Runs one of the programs that stand beside this one in a process of its own, and returns what it printed. */
export const printedBy = (program: string, nodeFlags: readonly string[] = [], args: readonly string[] = []): string =>
  execFileSync(process.execPath, [...nodeFlags, `out/bench/${program}.js`, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });

/** The last line of what it printed, read as JSON. */
export const saidBy = <T>(program: string): T => JSON.parse(printedBy(program).trim().split('\n').at(-1) ?? '') as T;
