/**
 * Every diagnostic Fovea can give: a stable code, its severity, and its message with named holes. A message is one or
 * more sentences that say what is wrong, with the numbers of both sides, and what would fit.
 *
 * Each stage of the pipeline lists its own codes; this is their sum.
 */
import { adviceCatalogue } from './advice/catalogue.ts';
import { languageCatalogue } from './language/catalogue.ts';
import { networkCatalogue } from './network/catalogue.ts';
import { operationCatalogue } from './ops/catalogue.ts';

export const catalogue = { ...languageCatalogue, ...operationCatalogue, ...networkCatalogue, ...adviceCatalogue };
