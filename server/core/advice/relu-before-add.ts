import type { Layer } from '../network/network.ts';
import { advice, before, type Rule, type Subject } from './rule.ts';

const POSITIVE: ReadonlySet<string> = new Set(['relu', 'relu6']);

export const reluBeforeAdd: Rule = {
  code: 'relu-before-add',
  title: 'ReLU at the end of a residual branch',
  page:
    'A residual branch should be able to add and to take away. After a ReLU it only adds, so that the signal can only ' +
    'grow from unit to unit (He et al., 2016, [arXiv 1603.05027](https://arxiv.org/abs/1603.05027), section 4.1, "ReLU ' +
    'before addition": 7.84 % error on CIFAR-10 in place of 6.61 %). Put the ReLU after the addition, or before the ' +
    'convolutions.',
  example:
    'model Net {\n  input(8x32x32)\n  conv(8, 3, padding=1)\n  add({\n    conv(8, 3, padding=1) -> relu\n  })\n}\n',
  find: subject =>
    subject.layers.filter(isAddOfTwo).flatMap(({ inputs }) =>
      inputs.flatMap((id, place) => {
        const end = subject.layers[id];
        const other = inputs[1 - place];
        if (!end || other === undefined || !POSITIVE.has(end.operation.name)) return [];
        const isResidual = comesFrom(subject, end, other);
        return isResidual ? [advice(end, 'relu-before-add', { activation: end.operation.name })] : [];
      }),
    ),
};

const isAddOfTwo = ({ operation, inputs }: Layer): boolean => operation.name === 'add' && inputs.length === 2;

/** Through a chain with a convolution in it. */
function comesFrom(subject: Subject, end: Layer, origin: number): boolean {
  let convolved = false;
  for (let at = before(subject, end); at; at = before(subject, at)) {
    if (at.id === origin) return convolved;
    convolved ||= at.operation.family === 'convolution';
  }
  return false;
}
