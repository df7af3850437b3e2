import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The command line was not understood; its message says what would be. */
export class UsageError extends Error {}

/** Node's `parseArgs`, its complaints as `UsageError`s; at least one file must be named. */
export function readArguments<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  const parsed = parse(args, options);
  if (parsed.positionals.length === 0) throw new UsageError('Name at least one .cnn file, or - for standard input.');
  return { files: parsed.positionals, options: parsed.values };
}

function parse<const T extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The format asked for, `text` unless given. */
export function readFormat(format: string | undefined): 'text' | 'json' {
  if (format === undefined || format === 'text') return 'text';
  if (format === 'json') return 'json';
  throw new UsageError(`--format is text or json, not ${format}.`);
}
