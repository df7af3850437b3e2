/** Networks with their weights run as PyTorch runs them: `numeric/` has every node's output. */
import { expect, test } from 'vitest';
import { elements } from '#core/ops/shape.ts';
import { batchElement, differing, numericNets, readNumeric } from '../support/numeric.ts';
import { withSession } from '../support/onnx-session.ts';

test.each(numericNets)('%s: every node gives what it gives in PyTorch', async name => {
  const { input, nodes, program, tensor } = readNumeric(name);
  const [batch = 1, ...shape] = input;
  const weights = new Map(program.weights.map(({ path }) => [path, tensor(`w.${path}`)]));
  await withSession(program, weights, async run => {
    for (let index = 0; index < batch; index++) {
      const outputs = await run([batchElement(tensor('input'), index, elements(shape))]);
      const wanted = (id: string, size: number) =>
        batchElement(tensor(id === 'x' ? 'input' : `out.${id}`), index, size);
      expect([...outputs.keys()]).toEqual(['x', ...nodes.map(({ id }) => id)]);
      expect(differing(outputs, wanted)).toEqual([]);
    }
  });
});
