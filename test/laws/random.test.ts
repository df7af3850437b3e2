/** Thousands of random uses of operations: shape, weights and reads, as said and as ONNX Runtime shows. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { useOf } from '../support/operation-network.ts';
import { accounts, applicationOf } from './case-accounts.ts';
import { randomCases } from './random-cases.ts';

/** The draw is fixed, so that a run says the same on every machine; change it to look elsewhere. */
const SEED = 20_260_721;
const RUNS = 100;

const families = Object.entries(randomCases);

test('a run makes thousands of argument sets', () => {
  expect(families.length * RUNS).toBeGreaterThanOrEqual(2000);
});

test.each(families)(
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
