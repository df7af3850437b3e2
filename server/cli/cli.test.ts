import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { sizes } from './sizes.ts';

const folder = mkdtempSync(join(tmpdir(), 'fovea-'));

function fileOf(text: string, name = 'net.cnn'): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** What a command writes and returns. */
function run(
  command: (args: readonly string[]) => number,
  ...args: readonly string[]
): { text: string; status: number } {
  let text = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation(chunk => {
    text += String(chunk);
    return true;
  });
  const status = command(args);
  write.mockRestore();
  return { text, status };
}

test('sizes: what each model takes', () => {
  const file = fileOf(
    'model Net {\ninput(3x8x8)\na = relu\nmaxpool(2) -> upsample(2)\nadd(a)\n}\nmodel Flat {\ninput(8)\nlinear(2)\n}\n',
  );
  expect(run(sizes, file)).toEqual({ text: 'Net: height and width even, at least 2\nFlat: not known\n', status: 1 });
  const rule = { minimum: 2, period: 2, residues: [0], others: [] };
  expect(JSON.parse(run(sizes, file, '--format', 'json').text.split('\n')[0] ?? '')).toEqual({
    schema: 1,
    file,
    model: 'Net',
    sizes: [
      { axes: [0], rule },
      { axes: [1], rule },
    ],
  });
});
