import { entering, isRefusal, type Operation, type Refusal, type Use } from './operation.ts';
import type { Plain } from './parameters.ts';
import type { Shape } from './shape.ts';

/**
 * Tries an operation on tensors of these shapes, with arguments by parameter name: defaults filled in, a missing
 * argument unknown. The use that comes of it, or the first refusal, of an argument or of the shapes.
 */
export function applyOperation(
  operation: Operation,
  inputs: readonly Shape[],
  given: Readonly<Record<string, Plain>> = {},
): Use | Refusal {
  const axes = Math.max(0, entering(inputs).length - 1);
  const values: Record<string, unknown> = {};
  for (const [parameter, { type, default: fallback }] of Object.entries(operation.parameters)) {
    const plain = parameter in given ? given[parameter] : fallback;
    const reading = plain === undefined ? { value: type.unknown(axes) } : type.read(plain, axes);
    if ('finding' in reading) return { finding: reading.finding, parameter };
    values[parameter] = reading.value;
  }
  const output = operation.shape(inputs, values);
  return isRefusal(output) ? output : { inputs, output, values };
}
