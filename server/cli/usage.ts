import { parseArgs, type ParseArgsConfig } from 'node:util';
import { messageOf } from '#core/message-of.ts';

/** The command line was not understood; its message says what would be. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;

/** What a command was given: its files, and its options by name. */
export interface Arguments<T extends Options> {
  readonly files: readonly string[];
  readonly options: ReturnType<typeof parseArgs<{ options: T }>>['values'];
}

/** Node's `parseArgs`, its complaints as `UsageError`s; at least one file must be named. */
export function readArguments<const T extends Options>(args: readonly string[], options: T): Arguments<T> {
  const { positionals, values } = parse(args, options);
  if (positionals.length === 0) throw new UsageError('Name at least one .cnn file, or - for standard input.');
  return { files: positionals, options: values };
}

function parse<const T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs<{ args: string[]; options: T; allowPositionals: true }>({
      args: [...args],
      options,
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

/** One of some words given to an option; the first unless it is given. */
export function readChoice<const T extends string>(
  option: string,
  given: string | undefined,
  [standard, ...others]: readonly [T, ...T[]],
): T {
  const words = [standard, ...others];
  const chosen = given === undefined ? standard : words.find(word => word === given);
  if (chosen === undefined) throw new UsageError(`--${option} is ${words.join(' or ')}, not ${given}.`);
  return chosen;
}

/** The format asked for, `text` unless given. */
export const readFormat = (format: string | undefined): 'text' | 'json' =>
  readChoice('format', format, ['text', 'json']);

/** `--lang`, which every command takes, and the other arguments; without it the language of the environment (POSIX). */
export function readLanguage(args: readonly string[], environment: Readonly<Record<string, string | undefined>>) {
  const at = args.indexOf('--lang');
  if (at >= 0) return { language: args[at + 1] ?? '', rest: args.toSpliced(at, 2) };
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return { language: LC_ALL || LC_MESSAGES || LANG || 'en', rest: args };
}
