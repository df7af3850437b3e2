import { ENGLISH } from '#core/words.ts';
import type { Pass } from './run.ts';
import { statisticsOf } from '../../client/preview/worker/values.ts';

/** A run as one document. Of the layers it has figures, of the outputs their values, row by row. */
export function runRecord(file: string, { program, maps, result }: Pass): object {
  const { weights, milliseconds, top, problems } = result;
  return {
    schema: 1,
    file,
    model: program.model,
    inputs: result.inputs.map(({ shape, made }) => ({ shape, made: ENGLISH(made) })),
    weights,
    milliseconds,
    layers: maps.map(({ layer, shape, data }) => ({
      path: program.layers[layer]?.path,
      op: program.layers[layer]?.operation,
      shape,
      ...statisticsOf(data),
    })),
    outputs: program.outputs.map(({ name, value }) => {
      const map = maps.find(({ layer }) => program.layers[layer]?.value === value);
      return { name, shape: map?.shape ?? null, values: map ? [...map.data] : null };
    }),
    top: top ?? null,
    problems: problems.map(ENGLISH),
  };
}
