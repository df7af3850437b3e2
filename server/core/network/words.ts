/** Every bare word that some operation understands: what a block's argument or a `let` may hold to pass on. */
import { operations } from '../ops/registry.ts';

export const allWords: ReadonlySet<string> = new Set(
  [...operations.values()].flatMap(operation =>
    Object.values(operation.parameters).flatMap(parameter => parameter.type.words),
  ),
);
