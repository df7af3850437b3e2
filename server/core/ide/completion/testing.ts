/** What the tests of completion share. */
import { ENGLISH, type Text } from '../../words.ts';
import type { Fixture } from '../fixture.ts';
import { completions, type Completion, type CompletionOptions } from './completion.ts';

/** A completion as an English reader sees it. */
export type Said = Omit<Completion, Spoken> & { readonly [Part in Spoken]: string | undefined };

type Spoken = 'effect' | 'detail' | 'documentation';

export const saidCompletions = ({ analysis, offset }: Fixture, options?: CompletionOptions): readonly Said[] =>
  completions(analysis, offset, options).map(({ effect, detail, documentation, ...others }) => ({
    ...others,
    effect: said(effect),
    detail: said(detail),
    documentation: said(documentation),
  }));

export const said = (text: Text | undefined): string | undefined => (text === undefined ? undefined : ENGLISH(text));
