import type { Operation } from './operation.ts';

/** Every operation, by its name in the language. Nothing else lists operations. */
export declare const operations: ReadonlyMap<string, Operation>;
