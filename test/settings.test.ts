import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rules } from '#core/advice/rules.ts';

const { contributes } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
  };
};

test('each rule of advice has a setting that switches it off, in the order of the page', () => {
  const settings = contributes.configuration
    .flatMap(({ properties }) => Object.entries(properties))
    .filter(([name]) => name.startsWith('fovea.advice.'));
  expect(settings).toEqual(
    rules.map(({ code }) => [`fovea.advice.${code}`, expect.objectContaining({ type: 'boolean', default: true })]),
  );
});
