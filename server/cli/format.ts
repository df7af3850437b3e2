import { writeFileSync } from 'node:fs';
import { format } from '#core/language/format.ts';
import { forEachFile } from './files.ts';
import { readArguments } from './usage.ts';

/** `fovea format`: rewrites files; with `--check` only names those that would change, and is 1 if there are any. */
export function formatFiles(args: readonly string[]): number {
  const { files, options } = readArguments(args, { check: { type: 'boolean' } });
  return forEachFile(files, (file, text) => {
    const formatted = format(text);
    const changed = formatted !== text;
    if (options.check) process.stdout.write(changed ? `${file}\n` : '');
    else if (file === '-') process.stdout.write(formatted);
    else if (changed) writeFileSync(file, formatted);
    return changed && options.check === true;
  });
}
