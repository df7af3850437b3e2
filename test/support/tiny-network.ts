/** Networks made by hand, of operations that say no more than a test needs. */
import type { Layer, Network } from '#core/network/network.ts';
import type { Operation } from '#core/ops/operation.ts';
import type { Reads } from '#core/ops/reads.ts';
import type { Shape } from '#core/ops/shape.ts';

export interface TinyLayer {
  /** The places of the layers that enter; absent: the layer before, or none for the first. */
  readonly inputs?: readonly number[];
  readonly output: Shape | undefined;
  /** The same on every axis. */
  readonly reads?: Reads;
  /** Which dimension of the input each of the output's is. */
  readonly moves?: readonly number[];
  /** Absent: it is not known to be. */
  readonly perChannel?: true;
  readonly weights?: Operation['weights'];
  readonly macs?: number;
  readonly shared?: boolean;
}

/** The last layer is the output. A layer without inputs is an input. */
export function tinyNetwork(layers: readonly TinyLayer[]): Network {
  return {
    model: 'Tiny',
    layers: layers.map(tinyLayer),
    outputs: [{ name: 'output', layer: layers.length - 1 }],
  };
}

function tinyLayer(layer: TinyLayer, id: number): Layer {
  const { output, shared = false, inputs = id === 0 ? [] : [id - 1] } = layer;
  const origin = { file: 'tiny.cnn', span: { start: 0, end: 0 }, name: { start: 0, end: 0 } };
  const path = `layer${id}`;
  return {
    id,
    path,
    operation: tinyOperation(layer, inputs.length),
    values: {},
    inputs,
    output,
    weightsPath: path,
    shared,
    origin,
  };
}

function tinyOperation({ reads, moves, perChannel, weights, macs, output }: TinyLayer, arity: number): Operation {
  return {
    name: 'tiny',
    family: 'convolution',
    summary: '',
    documentation: '',
    sources: [],
    example: '',
    arity: arity === 0 ? 'none' : arity === 1 ? 'one' : 'many',
    parameters: {},
    shape: () => output ?? [],
    onnx: () => '',
    torch: () => '',
    ...(reads && { reads: () => reads }),
    ...(moves && { moves: () => moves }),
    ...(perChannel && { perChannel: () => perChannel }),
    ...(weights && { weights }),
    ...(macs !== undefined && { macs: () => macs }),
  };
}
