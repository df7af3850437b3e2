import { expect, test } from 'vitest';
import { operations } from '#core/ops/registry.ts';
import { useOf } from '../support/operation-network.ts';
import { channelsShown } from './account.ts';
import { accounts, applicationOf } from './case-accounts.ts';
import { cases } from './cases.ts';

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
