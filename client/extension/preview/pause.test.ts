import { expect, test } from 'vitest';
import { pauseAfterEdit } from './pause.ts';

test.each([
  ['before any run hardly at all', null, undefined, 20],
  ['after a quick run hardly at all', null, 0.4, 20],
  ['as long as the last run took', null, 112, 112],
  ['never longer than is bearable', null, 5000, 300],
  ['as the user wishes', 0, 112, 0],
] as const)('%s', (_, setting, lastRun, pause) => expect(pauseAfterEdit(setting, lastRun)).toBe(pause));
