import type { Definition } from '../language/tree.ts';

/**
 * What a block's documentation says of a parameter: the item of its list that begins with the name, alone or among
 * others, such as "`stride`, `groups`: of the 3x3".
 */
export function parameterDocumentation({ documentation = '' }: Definition, name: string): string | undefined {
  for (const [, names = '', text = ''] of documentation.matchAll(ITEM))
    if (names.includes(`\`${name}\``)) return text.replace(/\s+/g, ' ').trim();
  return undefined;
}

const ITEM = /^- ((?:`\w+`(?:, )?)+): ((?:(?!^- |^$)[^])*)/gmu;
