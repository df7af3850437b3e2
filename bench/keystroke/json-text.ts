import { UNITS, type Unit } from './network.ts';

/** The network as a JSON description, line for line that of `cnnText`. It has one fault: the share of the dropout. */
export const jsonText = (): string => `{ "model": "Residual", "layers": [
  { "type": "input", "shape": [3, 224, 224] },
  { "name": "conv1", "type": "conv", "out": 64, "kernel": 7, "stride": 2, "padding": 3, "bias": false },
  { "name": "bn1", "type": "bn" },
  { "type": "relu" },
  { "type": "maxpool", "kernel": 3, "stride": 2, "padding": 1 },

${UNITS.map(unitText).join('\n')}
  { "type": "global_avgpool" },
  { "type": "flatten" },
  { "type": "dropout", "p": 1.5 },
  { "name": "fc", "type": "linear", "out": 1000 }
] }
`;

const unitText = ({
  name,
  width,
  stride,
  projects,
}: Unit): string => `  { "name": "${name}", "type": "group", "layers": [
    { "type": "add", "branch": [
      { "name": "conv1", "type": "conv", "out": ${width}, "kernel": 1, "bias": false },
      { "name": "bn1", "type": "bn" },
      { "type": "relu" },
      { "name": "conv2", "type": "conv", "out": ${width}, "kernel": 3, "stride": ${stride}, "padding": 1, "bias": false },
      { "name": "bn2", "type": "bn" },
      { "type": "relu" },
      { "name": "conv3", "type": "conv", "out": ${4 * width}, "kernel": 1, "bias": false },
      { "name": "bn3", "type": "bn" }
    ], "downsample": [${projects ? `{ "type": "conv", "out": ${4 * width}, "kernel": 1, "stride": ${stride}, "bias": false }, { "type": "bn" }` : ''}] },
    { "type": "relu" }
  ] },
`;
