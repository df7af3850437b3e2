import { expect, test } from 'vitest';
import { fixture } from './fixture.ts';
import { ENGLISH } from '../words.ts';
import { signatureAt } from './signature-help.ts';

/** The signature with its active parameter in brackets. */
function signature(line: string): string | undefined {
  const { analysis, offset } = fixture(
    `model A {\n  input(1x8x8)\n  ${line}\n}\n\nblock b(out, act=relu) {\n  relu\n}\n`,
  );
  const help = signatureAt(analysis, offset);
  const active = help?.active === undefined ? undefined : help.parameters[help.active]?.label;
  if (!help || !active) return help?.label;
  const { label } = help;
  return `${label.slice(0, active.start)}[${label.slice(active.start, active.end)}]${label.slice(active.end)}`;
}

const POOL = 'kernel, stride=_, padding=0, ceil_mode=false, count_include_pad=true, divisor_override=_';

test.each([
  ['avgpool($0', `avgpool(${POOL.replace('kernel', '[kernel]')})`],
  ['avgpool(2, $0)', `avgpool(${POOL.replace('stride=_', '[stride=_]')})`],
  ['avgpool(2, padding=$0)', `avgpool(${POOL.replace('padding=0', '[padding=0]')})`],
  ['avgpool(kernel_size=$0)', `avgpool(${POOL.replace('kernel', '[kernel]')})`],
  ['avgpool(2, nothing=$0)', `avgpool(${POOL})`],
  ['b(8, $0)', 'b(out, [act=relu])'],
  ['add($0)', 'add([…])'],
  ['add(relu, tail=$0)', 'add([…])'],
  ['nothing($0)', undefined],
  ['relu$0', undefined],
])('%s', (line, expected) => expect(signature(line)).toBe(expected));

test('a parameter has its documentation, of a block the item of its list', () => {
  const about = (line: string) => {
    const { analysis, offset } = fixture(`model A {\n  input(8x8x8)\n  ${line}\n}\n`);
    const help = signatureAt(analysis, offset);
    return ENGLISH(help?.parameters[help.active ?? -1]?.documentation ?? '');
  };
  expect(about('conv(8, $0)')).toBe('The size of the kernel.');
  expect(about('se(4, $0)')).toBe('the activation after the first.');
});
