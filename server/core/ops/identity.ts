import { defineOperation, sameShape } from './operation.ts';
import { onnxPage, torchPage } from './sources.ts';

export const identity = defineOperation({
  name: 'identity',
  family: 'size',
  summary: 'Gives what it gets.',
  documentation: 'Does nothing. In a merge it stands for the tensor that enters: `concat(skip, identity)`.',
  sources: [torchPage('Identity'), onnxPage('Identity')],
  example: 'input(3x8x8)\nidentity',
  arity: 'one',
  parameters: {},
  shape: sameShape,
  perChannel: () => true,
  isView: true,
  onnx: (_, graph) => graph.node('Identity', [graph.input(0)]),
  torch: () => 'nn.Identity()',
});
