import { readFileSync } from 'node:fs';

/** The text of a sample. The benchmarks are started in the project's folder. */
export const sample = (name: string): string => readFileSync(`samples/${name}`, 'utf8');
