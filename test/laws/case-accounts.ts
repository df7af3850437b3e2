/** The accounts of a case: what the laws compare. */
import { operationNamed } from '../support/operation-network.ts';
import type { Application } from '../support/operation-network.ts';
import { accountsOf } from './account.ts';
import type { Case } from './cases.ts';

/** What these write around the input is from the input itself. */
const REPEATING = ['reflect', 'replicate', 'circular'];

export const applicationOf = (name: string, { inputs, args }: Case): Application => ({
  operation: operationNamed(name),
  inputs,
  args,
});

/** As the operation says, and as a run shows. */
export const accounts = (name: string, each: Case) =>
  accountsOf(applicationOf(name, each), Object.values(each.args).some(isRepeating) ? 'repeats' : 'zeros');

const isRepeating = (value: unknown): boolean => REPEATING.some(mode => mode === value);
