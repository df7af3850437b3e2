import { expect, test } from 'vitest';
import { ENGLISH } from '#core/words.ts';
import { CannotRun, failureOf } from './failure.ts';

test.each([
  ['a network that is too large', new CannotRun('Too large.'), { message: 'Too large.', fatal: false }],
  // What onnxruntime-web 1.30 and V8 say of a memory that is full.
  [
    'a full memory',
    new Error("Can't create a session. std::bad_alloc"),
    {
      message:
        "The network needs more memory than WebAssembly has. A smaller input takes less. (Can't create a session. std::bad_alloc)",
      fatal: true,
    },
  ],
  [
    'a full memory of JavaScript',
    new RangeError('Array buffer allocation failed'),
    {
      message:
        'The network needs more memory than WebAssembly has. A smaller input takes less. (Array buffer allocation failed)',
      fatal: true,
    },
  ],
  ['an end of WebAssembly', 'Aborted()', { message: 'onnxruntime cannot run the network. Aborted()', fatal: true }],
  [
    'anything else',
    new Error('Non-zero status code'),
    { message: 'onnxruntime cannot run the network. Non-zero status code', fatal: false },
  ],
])('%s', (_, error, failure) => {
  const { message, fatal } = failureOf(error);
  expect({ message: ENGLISH(message), fatal }).toEqual(failure);
});
