import { describe, expect, test } from 'vitest';
import { overdue } from './overdue.ts';

const files = [
  { name: 'old', mtime: 1, size: 10 },
  { name: 'newest', mtime: 3, size: 30 },
  { name: 'newer', mtime: 2, size: 20 },
];

describe('of kept files', () => {
  test.each([
    ['none goes while there is room', 3, 60, []],
    ['the oldest goes where there are too many', 2, 60, ['old']],
    ['the oldest goes where they are too long', 3, 59, ['old']],
    ['those go that do not fit with all newer ones', 3, 45, ['newer', 'old']],
    ['one that is too long by itself goes with the rest', 3, 29, ['newest', 'newer', 'old']],
  ])('%s', (_, most, bytes, gone) => expect(overdue(files, most, bytes).map(({ name }) => name)).toEqual(gone));
});
