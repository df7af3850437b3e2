import { join } from 'node:path';

/** The picture of a digit, from the samples: its file. */
export const digit = name => join(import.meta.dirname, '../../../samples/lenet', name);
