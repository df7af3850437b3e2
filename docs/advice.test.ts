import { expect, test } from 'vitest';
import { advicePage } from './advice.ts';

test('the committed page is the one that the rules give', async () => {
  await expect(advicePage()).toMatchFileSnapshot('advice.md');
});
