/** PyTorch's names for the operations of the language: those of the pages that the operations follow. */
import type { Operation } from './operation.ts';
import { operations } from './registry.ts';

const CLASS = /\/torch\.nn\.(\w+)\.html/;

/** By the class's name without its number of axes: `Conv` for `Conv2d`. Where two follow one page, the more general one. */
const byClass: ReadonlyMap<string, Operation> = new Map(
  [...operations.values()]
    .toReversed()
    .flatMap(operation =>
      operation.sources.flatMap(source => CLASS.exec(source)?.[1] ?? []).map(name => [stem(name), operation]),
    ),
);

/** The operation that stands for `nn.Conv2d`, called by its class's name; undefined for what is no class of PyTorch's. */
export const operationOfClass = (name: string): Operation | undefined => byClass.get(stem(name));

function stem(name: string): string {
  return name.replace(/[123]d$/, '');
}
