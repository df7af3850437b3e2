import type { Analysis, ModelAnalysis } from '../analyze.ts';
import { lower } from '../interchange/lower.ts';
import type { Program } from '../interchange/program.ts';
import { layerFaults, type LayerFault } from './faults.ts';
import { outlineOf, type Outline } from './outline.ts';
import { touches } from '../text.ts';
import { ENGLISH, say, type Sentence, type Words } from '../words.ts';

/** What there is to run at a place of the text. */
export type RunnableModel =
  /** `faults` are those that keep it from nothing: a shape that is asserted and is another. */
  | { readonly kind: 'program'; readonly program: Program; readonly faults: readonly LayerFault[] }
  /** The model cannot be run; `message` says why, `outline` what is known of it. */
  | { readonly kind: 'broken'; readonly message: string; readonly outline?: Outline }
  /** The file has no model. */
  | { readonly kind: 'none' };

/**
 * The program of the model called `name`, where there is one; else of that around `offset`, else of the file's first. It is
 * sent as it is, so it is said already.
 */
export function programAt(analysis: Analysis, offset: number, words: Words = ENGLISH, name?: string): RunnableModel {
  const model = analysis.models.find(candidate => candidate.name === name) ?? modelAt(analysis, offset);
  if (!model) return { kind: 'none' };
  const program = lower(model, analysis.file);
  if (program) return { kind: 'program', program, faults: layerFaults(analysis, model, words) };
  return { kind: 'broken', message: words(reason(analysis, model)), outline: outlineOf(analysis, model, words) };
}

export const modelAt = ({ models }: Analysis, offset: number): ModelAnalysis | undefined =>
  models.find(({ definition }) => touches(definition.span, offset)) ?? models[0];

function reason({ problems }: Analysis, { network }: ModelAnalysis): Sentence {
  const error = problems.find(({ severity }) => severity === 'error');
  if (error) return error.message;
  const opaque = network.layers.find(({ operation }) => !operation.onnx);
  return opaque
    ? say`The layer ${opaque.path} is ${opaque.operation.name}: only its declared effect is known, so it cannot be run.`
    : say`A shape of the network is not known.`;
}
