import { expect, test } from 'vitest';
import { cliProgram } from '../../test/support/cli-program.ts';

const { fovea } = await cliProgram();

test.each([
  [['tabel'], 'There is no command tabel.'],
  [['check'], 'Name at least one .cnn file'],
  [['table', 'good.cnn', '--format', 'xml'], '--format is text or json, not xml.'],
  [['table', 'good.cnn', '--model', 'C'], 'good.cnn has no model C; it has A, B.'],
  [['table', 'good.cnn', '--set', 'width=3'], 'no model with a parameter width'],
  [['table', 'good.cnn', '--set', 'out'], '--set takes name=value, not out.'],
  [['check', 'good.cnn', '--colour'], "Unknown option '--colour'"],
  [['serve'], 'serve takes --stdio.'],
])('%s is wrong usage', (args, message) => {
  const { status, stderr } = fovea(args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});
