import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { operations } from '#core/ops/registry.ts';
import { operationNamed, useOf } from '../support/operation-network.ts';
import type { Application } from '../support/operation-network.ts';
import { cases } from './cases.ts';
import type { Case } from './cases.ts';
import { accountsOf, channelsShown } from './account.ts';
import { randomCases } from './random-cases.ts';

/** The draw is fixed, so that a run says the same on every machine; change it to look elsewhere. */
const SEED = 20_260_721;
const RUNS = 30;

/** What these write around the input is from the input itself. */
const REPEATING = ['reflect', 'replicate', 'circular'];

const applicationOf = (name: string, { inputs, args }: Case): Application => ({
  operation: operationNamed(name),
  inputs,
  args,
});

const accounts = (name: string, each: Case) =>
  accountsOf(applicationOf(name, each), Object.values(each.args).some(isRepeating) ? 'repeats' : 'zeros');

const isRepeating = (value: unknown): boolean => REPEATING.some(mode => mode === value);

test('every operation has a case', () => {
  expect(Object.keys(cases).toSorted()).toEqual([...operations.keys()].toSorted());
});

const chosen = Object.entries(cases).flatMap(([name, list]) => list.map(each => [name, each] as const));

test.each(chosen)('%s of %j', async (name, each) => {
  const { said, shown } = await accounts(name, each);
  expect(shown).toEqual(said);
});

const apart = chosen.filter(([name, each]) => {
  const application = applicationOf(name, each);
  const use = useOf(application);
  return use !== undefined && application.operation.perChannel?.(use) === true;
});

test.each(apart)('%s of %j keeps channels apart', async (name, each) => {
  const readers = await channelsShown(applicationOf(name, each));
  expect(readers).toEqual(readers.map((_, channel) => [channel]));
});

test.each(Object.entries(randomCases))(
  `%s of ${RUNS} random cases, seed ${SEED}`,
  async (name, arbitrary) => {
    const accepted = arbitrary.filter(each => useOf(applicationOf(name, each)) !== undefined);
    const law = fc.asyncProperty(accepted, async each => {
      const { said, shown } = await accounts(name, each);
      expect(shown).toEqual(said);
    });
    await fc.assert(law, { seed: SEED, numRuns: RUNS });
  },
  60_000,
);
