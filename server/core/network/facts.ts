/** The facts that `expect` and `budget` may claim. */
export const facts: Readonly<Record<'expect' | 'budget', readonly string[]>> = {
  expect: ['rf', 'jump', 'channels', 'height', 'width', 'length', 'depth', 'shape', 'params', 'macs'],
  budget: ['params', 'macs', 'peak', 'rf'],
};
