/** Programs for tests, as short as they can be. */
import type { OutlineLayer } from '#core/ide/outline.ts';
import type { ProgramLayer } from '#core/interchange/program.ts';

/** A layer that says only what a test is about. */
export const programLayer = (path: string, about: Partial<ProgramLayer> = {}): ProgramLayer => ({
  path,
  operation: 'relu',
  value: path,
  shape: [2],
  params: 0,
  macs: 0,
  inputs: [],
  activationBytes: 0,
  aliveBytes: 0,
  span: { start: 0, end: 0 },
  ...about,
});

/** The same of a network that is only drawn. */
export const outlineLayer = (path: string, about: Partial<OutlineLayer> = {}): OutlineLayer => ({
  path,
  operation: 'relu',
  shape: '2',
  params: 0,
  inputs: [],
  span: { start: 0, end: 0 },
  ...about,
});
