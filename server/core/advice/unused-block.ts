import type { Fix } from '../diagnostics.ts';
import type { Definition } from '../language/tree.ts';
import { say } from '../words.ts';
import { advice, type Rule } from './rule.ts';
import type { FixPlace } from './rewriting.ts';

export const unusedBlock: Rule = {
  code: 'unused-block',
  title: 'Block that nothing uses',
  page: 'No model and no block of this file calls the block. Files without a model, from which others import, are not meant.',
  example: 'block narrow(out) {\n  conv(out, 1)\n}\n\nmodel Net {\n  input(3x32x32)\n  relu\n}\n',
  find: ({ tree, isUsed }) =>
    tree.items.flatMap(item =>
      item.kind === 'block' && item.name.text !== '' && !isUsed(item.name.text)
        ? [advice(item.name.span, 'unused-block', { name: item.name.text }, place => [removal(item, place)])]
        : [],
    ),
};

/** With the comments right above it, and the empty lines that follow. */
function removal({ name, keyword, span }: Definition, { text }: FixPlace): Fix {
  const [above = ''] = /(?:^[ \t]*#.*\r?\n)*$/m.exec(text.slice(0, keyword.start)) ?? [];
  const [below = ''] = /^(?:[ \t]*\r?\n)*/.exec(text.slice(span.end)) ?? [];
  const removed = { start: keyword.start - above.length, end: span.end + below.length };
  return { title: say`Remove ${name.text}`, edits: [{ span: removed, text: '' }] };
}
