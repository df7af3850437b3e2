import { describe, expect, test } from 'vitest';
import type { TorchNet, TorchNode } from '../support/torch-to-cnn.ts';
import { ONE_BATCH, torchToCnn } from '../support/torch-to-cnn.ts';
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
  if (others.some(shape => shape[0] !== first[0])) return ONE_BATCH;
  if (type === 'Add' && result.ok && others.some(shape => shape.join('x') !== first.join('x')))
    return 'add does not broadcast';
  if (attrs['padding'] === 'same' && !result.ok && result.error.startsWith("padding='same'"))
    return 'padding=same with a stride has a meaning';
  // Without weights, PyTorch does not look at the number of channels it is told.
  if (type === 'GroupNorm' && result.ok && attrs['num_channels'] !== layer.input?.[1]) return 'channels are inferred';
  return torchToCnn(netOf(layer)).leftOut[0];
}

const layers = truthText('layers_A.jsonl')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as LayerCase)
  .filter(layer => layer.core);

/** Of the layers that are no matter of batches, as a share of all. */
const MOST_LEFT_OUT = 0.03;

const inScope = layers.filter(layer => leftOut(layer) === undefined);

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
    const counts = Object.fromEntries(
      reasons.map(reason => [reason, reasons.filter(other => other === reason).length]),
    );
    const { [ONE_BATCH]: ofBatches = 0, ...table } = counts;
    expect(layers).toHaveLength(1418);
    expect(table).toEqual({
      'concat is of channels': 10,
      'add does not broadcast': 10,
      'channels are inferred': 1,
      'padding=same with a stride has a meaning': 3,
    });
    // The truth is also of batches, which may be left out: they are no part of a shape.
    expect(ofBatches).toBe(21);
    expect(layers.flatMap(layer => torchToCnn(netOf(layer)).missing)).toEqual([]);
    expect(layers.length - ofBatches - inScope.length).toBeLessThan(MOST_LEFT_OUT * layers.length);
  });
});
