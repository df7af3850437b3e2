import type { Analysis } from '../analyze.ts';
import { library } from '../library/library.ts';

/** The text of a definition's file, where it is at hand: this file's, and the library's. */
export const textOf = ({ file, text }: Analysis, of: string): string | undefined => (of === file ? text : library[of]);
