import { expect, test } from 'vitest';
import { SLOW, judgeNet, outOfScope, truthText } from '../support/truth-nets.ts';
import type { FieldTruths, NetTruth, TruthNodes } from '../support/truth-nets.ts';

interface HandNet {
  readonly net: TruthNodes & { readonly id: string };
  readonly truth: NetTruth;
  readonly rf: FieldTruths;
}

const nets = JSON.parse(truthText('rf_hand_nets.json')) as readonly HandNet[];

const expressible = nets.filter(({ net }) => outOfScope(net).length === 0);

test('most of the networks made to break receptive-field rules can be written', () => {
  expect(expressible.length).toBeGreaterThan(0.9 * nets.length);
});

test('shapes, parameters, MACs and receptive fields of every node are those of PyTorch', SLOW, () => {
  const differences = expressible.flatMap(({ net, truth, rf }) => judgeNet(net.id, { ...net, truth, rf }));
  expect(differences.slice(0, 10)).toEqual([]);
});
