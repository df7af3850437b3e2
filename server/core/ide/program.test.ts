import { expect, test } from 'vitest';
import { fixture } from './fixture.ts';
import { programAt } from './program.ts';
import { ENGLISH } from '../words.ts';

const kindAt = (text: string): string => {
  const { analysis, offset } = fixture(text);
  const found = programAt(analysis, offset);
  return found.kind === 'program' ? found.program.model : found.kind;
};

const TWO = '$1model A {\n  input(1x8x8)\n$2}\n$3\nmodel B {\n  input(1x8x8)\n  $4relu\n}\n';
const cursorIn = (place: number): string => TWO.replace(`$${place}`, '$0').replace(/\$[1-9]/g, '');

test.each([
  [cursorIn(1), 'A'],
  [cursorIn(2), 'A'],
  // Between two models, the first.
  [cursorIn(3), 'A'],
  [cursorIn(4), 'B'],
  ['block b {\n  re$0lu\n}\n', 'none'],
  ['$0', 'none'],
  ['model A {\n  input(1x8x8)\n  conv(1, 9)$0\n}\n', 'broken'],
])('%j', (text, expected) => expect(kindAt(text)).toBe(expected));

test('a model with a layer that has no form to run says so', () => {
  const { analysis, offset } = fixture('model A {\n  input(1x8x8)\n  head = opaque(out=[4])$0\n}\n');
  const message = 'The layer head is opaque: only its declared effect is known, so it cannot be run.';
  expect(programAt(analysis, offset)).toMatchObject({ kind: 'broken', message });
});

test('a model that cannot be run says why', () => {
  const { analysis, offset } = fixture('model A {\n  input(1x8x8)\n  conv(1, 9)$0\n}\n');
  const [error] = analysis.problems;
  expect(programAt(analysis, offset)).toMatchObject({
    kind: 'broken',
    message: error && ENGLISH(error.message),
    outline: { faults: [{ layer: 1, message: error && ENGLISH(error.message) }] },
  });
});

test('a model that can be run has what is wrong with it all the same', () => {
  const { analysis, offset } = fixture('model A {\n  input(1x8x8)\n  relu -> 1x9x9$0\n}\n');
  const [error] = analysis.problems;
  expect(programAt(analysis, offset)).toMatchObject({
    kind: 'program',
    faults: [{ layer: 1, message: error && ENGLISH(error.message) }],
  });
});

test('layers say what they do where training does something else', () => {
  const { analysis, offset } = fixture(
    'model A {\n  input(4x8x8)\n  bn\n  bn(track_running_stats=false)\n  dropout\n  relu$0\n}\n',
  );
  const found = programAt(analysis, offset);
  const layers = found.kind === 'program' ? found.program.layers : [];
  expect(layers.map(({ atInference }) => atInference && ENGLISH(atInference))).toEqual([
    undefined,
    'by running statistics, as at inference',
    undefined,
    'does nothing at inference',
    undefined,
  ]);
});

test.each([
  ['B', 'B'],
  ['gone', 'A'],
])('of a name: %s is %s', (name, expected) => {
  const { analysis, offset } = fixture(cursorIn(1));
  const found = programAt(analysis, offset, undefined, name);
  expect(found.kind === 'program' && found.program.model).toBe(expected);
});
