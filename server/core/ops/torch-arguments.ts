/** What PyTorch's constructors take, in terms of the parameters of the operations that they make. */
import type { Operation } from './operation.ts';

/** A parameter's name; undefined for what is inferred here, or says only how PyTorch runs it. */
type Place = string | undefined;

const INFERRED: Place = undefined;

/** By operation, in PyTorch's order, where that is not our own: https://docs.pytorch.org/docs/stable/nn.html. */
const places: Readonly<Record<string, readonly Place[]>> = {
  conv: [INFERRED, 'out', 'kernel', 'stride', 'padding', 'dilation', 'groups', 'bias', 'padding_mode'],
  conv_transpose: [
    INFERRED,
    ...['out', 'kernel', 'stride', 'padding', 'output_padding', 'groups', 'bias', 'dilation', 'padding_mode'],
  ],
  linear: [INFERRED, 'out', 'bias'],
  bn: [INFERRED, 'eps', 'momentum', 'affine', 'track_running_stats'],
  instance_norm: [INFERRED, 'eps', 'momentum', 'affine', 'track_running_stats'],
  gn: ['groups', INFERRED, 'eps', 'affine'],
  pad: ['padding', 'value'],
  maxpool: ['kernel', 'stride', 'padding', 'dilation', undefined, 'ceil_mode'],
  upsample: ['size', 'scale', 'mode', 'align_corners'],
  attention: [INFERRED, 'heads', undefined, 'bias'],
};

/** The parameter that is given at a place; beyond the last there are none. */
export const parameterAt = ({ name, parameters }: Operation, place: number): Place =>
  (places[name] ?? Object.keys(parameters))[place];

const without: ReadonlySet<string> = new Set([
  ...['in_channels', 'in_features', 'num_features', 'num_channels', 'embed_dim', 'dim', 'batch_first'],
  ...['inplace', 'return_indices', 'device', 'dtype'],
]);

/** Whether an argument of this name has no place here: it is inferred, or says only how PyTorch runs it. */
export const isLeftOut = (name: string): boolean => without.has(name);
