import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { cliProgram } from '../../test/support/cli-program.ts';

const { fovea } = await cliProgram();

const NETWORK = `
model Net {
  input(1x20x20)
  conv(2, 3) -> maxpool(2) -> relu
  branch = conv(2, 3, padding=1)
  add(branch) -> global_avgpool -> flatten -> linear(4) -> softmax
}
`;

/** What is the same in every language: names of the network, and of the field. */
const SAME = new Set(
  'Net input output conv relu maxpool branch add global avgpool flatten linear softmax FLOPs MACs Adam adam sgd momentum'.split(
    ' ',
  ),
);

describe.each([
  ['table', '-'],
  ['cost', '-', '--device', 'D=1G,1G'],
  ['field', '-'],
  ['field', '-', '--layer', 'branch'],
  ['sizes', '-'],
  ['check', '-', '--report'],
])('fovea %s %s %s', (...args) => {
  const { status, stdout } = fovea([...args, '--lang', 'zh-cn'], NETWORK);

  test('is told in Chinese', () => {
    expect(status).toBe(0);
    expect(stdout).toMatch(/\p{Script=Han}/u);
    expect((stdout.match(/[a-z]{3,}/gi) ?? []).filter(word => !SAME.has(word))).toEqual([]);
  });
});

test('the columns of a table line up, though its titles are wider than they are long', () => {
  const { stdout } = fovea(['cost', '-', '--device', 'D=1G,1G', '--lang', 'zh-cn'], NETWORK);
  const table = stdout.split('\n').slice(1, 12);
  // All end with the last column, which lines up on the right.
  expect(new Set(table.map(line => stringWidth(line))).size).toBe(1);
  expect(table.at(-1)).toMatch(/softmax/);
});
