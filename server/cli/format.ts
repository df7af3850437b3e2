import { writeFileSync } from 'node:fs';
import { format } from '#core/language/format.ts';
import { readNamed } from './files.ts';
import { readArguments } from './usage.ts';

/** `fovea format`: rewrites files; with `--check` only names those that would change, and is 1 if there are any. */
export function formatFiles(args: readonly string[]): number {
  const { files, options } = readArguments(args, { check: { type: 'boolean' } });
  let changed = false;
  for (const file of files) {
    const text = readNamed(file);
    const formatted = format(text);
    if (file === '-' && !options.check) process.stdout.write(formatted);
    if (formatted === text) continue;
    changed = true;
    if (options.check) process.stdout.write(`${file}\n`);
    else if (file !== '-') writeFileSync(file, formatted);
  }
  return options.check && changed ? 1 : 0;
}
