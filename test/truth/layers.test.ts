import { describe, expect, test } from 'vitest';
import { operations } from '#core/ops/registry.ts';
import type { TorchNet, TorchNode } from '../support/torch-to-cnn.ts';
import { torchToCnn } from '../support/torch-to-cnn.ts';
import type { NodeTruth } from '../support/truth-nets.ts';
import { SLOW, analyzeText, nodeDifferences, truthText } from '../support/truth-nets.ts';

interface LayerCase {
  readonly id: string;
  readonly type: string;
  readonly attrs: TorchNode['attrs'];
  readonly input?: readonly number[];
  readonly inputs?: readonly (readonly number[])[];
  readonly core: boolean;
  readonly result: ({ readonly ok: true } & NodeTruth) | { readonly ok: false; readonly error: string };
}

/** The layer alone, of inputs `x0`, `x1` …. A tensor of one axis is a batch of one. */
function netOf({ type, attrs, input, inputs = input ? [input] : [] }: LayerCase): TorchNet {
  const named = Object.fromEntries(
    inputs.map((shape, index) => [`x${index}`, shape.length === 1 ? [1, ...shape] : shape] as const),
  );
  const node = { id: 'layer', op: type, attrs, in: Object.keys(named) };
  return { inputs: named, nodes: [node], outputs: ['layer'] };
}

/** What the language leaves out on purpose. */
function leftOut(layer: LayerCase): string | undefined {
  const { type, attrs, inputs = [], result } = layer;
  const [first = [], ...others] = inputs;
  if (others.some(shape => shape[0] !== first[0])) return 'there is one batch, of 1';
  if (type === 'Add' && result.ok && others.some(shape => shape.join('x') !== first.join('x')))
    return 'add does not broadcast';
  if (attrs['padding'] === 'same' && !result.ok && result.error.startsWith("padding='same'"))
    return 'padding=same with a stride has a meaning';
  // Without weights, PyTorch does not look at the number of channels it is told.
  if (type === 'GroupNorm' && result.ok && attrs['num_channels'] !== layer.input?.[1]) return 'channels are inferred';
  return torchToCnn(netOf(layer)).leftOut[0];
}

/** What the registry does not have (yet). */
function missingOf(layer: LayerCase): string | undefined {
  const [missing] = torchToCnn(netOf(layer)).missing;
  const { mode } = layer.attrs;
  const modes = operations.get('upsample')?.parameters['mode']?.type.words ?? [];
  const isUnknownMode = layer.type === 'Upsample' && layer.result.ok && !modes.includes(String(mode ?? 'nearest'));
  return missing ?? (isUnknownMode ? `Upsample, ${String(mode)}` : undefined);
}

const layers = truthText('layers_A.jsonl')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as LayerCase)
  .filter(layer => layer.core);

const inScope = layers.filter(layer => leftOut(layer) === undefined && missingOf(layer) === undefined);

function differencesOf(layer: LayerCase): readonly string[] {
  const { text } = torchToCnn(netOf(layer));
  const analyzed = analyzeText(text);
  const { result } = layer;
  const { shape } = result.ok ? result : { shape: undefined };
  if (!result.ok || !shape)
    return analyzed.errors.length > 0 ? [] : [`accepted, but: ${result.ok ? '' : result.error}`];
  const inputRank = layer.input?.length ?? 4;
  const truth = inputRank === 1 ? { ...result, shape: [1, ...shape] } : result;
  return [...analyzed.errors, ...nodeDifferences(analyzed, 'layer', truth)];
}

describe('single layers, by PyTorch', () => {
  test('agree on shape, parameters and MACs, and on what is refused', SLOW, () => {
    const differences = inScope.flatMap(layer =>
      differencesOf(layer).map(difference => `${layer.id} ${JSON.stringify(netOf(layer))}: ${difference}`),
    );
    expect(differences.slice(0, 10)).toEqual([]);
  });

  test('are in scope, but for what the language leaves out', () => {
    const reasons = layers.map(leftOut).filter(reason => reason !== undefined);
    const table = Object.fromEntries(reasons.map(reason => [reason, reasons.filter(other => other === reason).length]));
    expect(layers).toHaveLength(1418);
    expect(table).toEqual({
      'there is one batch, of 1': 16,
      'concat is of channels': 12,
      'merges are of two and more': 8,
      'flatten takes all axes': 15,
      'ln takes all axes or the last': 9,
      'add does not broadcast': 10,
      'channels are inferred': 1,
      'padding=same with a stride has a meaning': 3,
    });
  });
});
