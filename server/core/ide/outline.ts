import type { Analysis, ModelAnalysis } from '../analyze.ts';
import type { ProgramLayer } from '../interchange/program.ts';
import { callIn } from '../network/origin.ts';
import { formatShape } from '../ops/shape.ts';
import { layerFaults, type LayerFault } from './faults.ts';
import { ENGLISH, type Words } from '../words.ts';

/** What is known of a model that cannot be run: enough to draw it, with what is wrong. */
export interface Outline {
  readonly model: string;
  /** As in a program, in source order. */
  readonly layers: readonly OutlineLayer[];
  readonly faults: readonly LayerFault[];
}

export interface OutlineLayer extends Pick<ProgramLayer, 'path' | 'operation' | 'inputs' | 'span'> {
  /** `64×?×56`; empty where nothing is known of it. */
  readonly shape: string;
  /** 0 where it is not known. */
  readonly params: number;
}

export function outlineOf(analysis: Analysis, model: ModelAnalysis, words: Words = ENGLISH): Outline {
  const { network, costs } = model;
  return {
    model: network.model,
    layers: network.layers.map(({ id, path, operation, inputs, output, origin }) => ({
      path,
      operation: operation.name,
      inputs,
      span: callIn(analysis.file, origin).span,
      shape: formatShape(output ?? []),
      params: costs[id]?.params || 0,
    })),
    faults: layerFaults(analysis, model, words),
  };
}
