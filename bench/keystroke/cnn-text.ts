import { UNITS, type Unit } from './network.ts';

/** The network in `.cnn`. It has one fault: the share of the dropout. */
export const cnnText = (): string => `model Residual {
  input(3x224x224)
  conv1 = conv(64, 7, stride=2, padding=3, bias=false)
  bn1 = bn
  relu
  maxpool(3, stride=2, padding=1)

${UNITS.map(unitText).join('\n')}
  global_avgpool
  flatten
  dropout(1.5)
  fc = linear(1000)
}
`;

const unitText = ({ name, width, stride, projects }: Unit): string => `  ${name} = {
    add({
      conv1 = conv(${width}, 1, bias=false)
      bn1 = bn
      relu
      conv2 = conv(${width}, 3, stride=${stride}, padding=1, bias=false)
      bn2 = bn
      relu
      conv3 = conv(${4 * width}, 1, bias=false)
      bn3 = bn
    }, downsample = ${projects ? `conv(${4 * width}, 1, stride=${stride}, bias=false) -> bn` : 'identity'})
    relu
  }
`;
