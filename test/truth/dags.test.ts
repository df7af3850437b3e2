import { expect, test } from 'vitest';
import type { TruthNet } from '../support/truth-nets.ts';
import { SLOW, analyzeText, judgeNet, outOfScope, truthText, writeNet } from '../support/truth-nets.ts';

const nets = truthText('dags_A.jsonl')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as TruthNet & { readonly id: string });

const expressible = nets.filter(net => outOfScope(net).length === 0);

test('most of the random networks can be written', () => {
  expect(expressible.length).toBeGreaterThan(0.95 * nets.length);
});

test('shapes, parameters, MACs and receptive fields of every node are those of PyTorch', SLOW, () => {
  const differences = expressible.filter(net => net.truth.ok).flatMap(net => judgeNet(net.id, net));
  expect(differences.slice(0, 10)).toEqual([]);
});

test('what PyTorch refuses is an error', () => {
  const refused = expressible.filter(net => !net.truth.ok);
  const accepted = refused.filter(net => analyzeText(writeNet(net)).errors.length === 0);
  expect(accepted.map(net => net.id).slice(0, 10)).toEqual([]);
});
