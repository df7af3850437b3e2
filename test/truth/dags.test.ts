import { expect, test } from 'vitest';
import type { TruthNet } from '../support/truth-nets.ts';
import { SLOW, analyzeText, judgeNet, outOfScope, truthText, writeNet } from '../support/truth-nets.ts';

const nets = truthText('dags_A.jsonl')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as TruthNet & { readonly id: string });

test('every one of the random networks can be written', () => {
  expect(nets.flatMap(net => outOfScope(net).map(what => `${net.id}: ${what}`))).toEqual([]);
});

test('shapes, parameters, MACs and receptive fields of every node are those of PyTorch', SLOW, () => {
  const differences = nets.filter(net => net.truth.ok).flatMap(net => judgeNet(net.id, net));
  expect(differences.slice(0, 10)).toEqual([]);
});

test('what PyTorch refuses is an error', () => {
  const refused = nets.filter(net => !net.truth.ok);
  const accepted = refused.filter(net => analyzeText(writeNet(net)).errors.length === 0);
  expect(accepted.map(net => net.id).slice(0, 10)).toEqual([]);
});
