import { encodeOnnx, type OnnxWeights } from './onnx-encode.ts';
import type { OnnxGraph } from './onnx-graph.ts';
import type { Program } from './program.ts';

/**
 * A program with its weights in one file, which any ONNX runtime opens: its outputs are the model's, and the shapes of all
 * layers are told. A weight that is not given stays external.
 */
export const onnxFile = (program: Program, weights: OnnxWeights): Uint8Array =>
  encodeOnnx(graphOfFile(program), weights);

function graphOfFile({ graph, outputs }: Program): OnnxGraph {
  const isOutput = new Set(outputs.map(({ value }) => value));
  return {
    ...graph,
    outputs: graph.outputs.filter(({ name }) => isOutput.has(name)),
    values: graph.outputs.filter(({ name }) => !isOutput.has(name)),
  };
}
