import { expect, test } from 'vitest';
import { hasErrors } from '#core/diagnostics.ts';
import { operations } from '#core/ops/registry.ts';
import { analysisOf, layersPage } from './generate.ts';

const page = layersPage();

test('the committed page is the one that the registry and the library give', async () => {
  await expect(page).toMatchFileSnapshot('layers.md');
});

test.each([...operations])('the example of %s has nothing wrong', (name, { example }) => {
  const { problems, models } = analysisOf(example);
  expect(hasErrors(problems)).toBe(false);
  expect(models[0]?.network.layers.map(({ operation }) => operation.name)).toContain(name);
});

test('links within the page lead somewhere', () => {
  const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title);
  const targets = [...page.matchAll(/\]\(#(.+?)\)/g)].map(([, target]) => target);
  expect(targets.filter(target => !headings.includes(target))).toEqual([]);
});
