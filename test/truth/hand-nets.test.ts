import { expect, test } from 'vitest';
import { SLOW, judgeNet, outOfScope, truthText } from '../support/truth-nets.ts';
import type { FieldTruths, NetTruth, TruthNodes } from '../support/truth-nets.ts';

interface HandNet {
  readonly net: TruthNodes & { readonly id: string };
  readonly truth: NetTruth;
  readonly rf: FieldTruths;
}

const nets = JSON.parse(truthText('rf_hand_nets.json')) as readonly HandNet[];

test('every one of the networks made to break receptive-field rules can be written', () => {
  expect(nets.flatMap(({ net }) => outOfScope(net).map(what => `${net.id}: ${what}`))).toEqual([]);
});

test('shapes, parameters, MACs and receptive fields of every node are those of PyTorch', SLOW, () => {
  const differences = nets.flatMap(({ net, truth, rf }) => judgeNet(net.id, { ...net, truth, rf }));
  expect(differences.slice(0, 10)).toEqual([]);
});
