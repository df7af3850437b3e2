import se from './se.cnn';
import separable from './separable.cnn';
import spp from './spp.cnn';

/** The library: blocks written in `.cnn`, by the file name that stands for each in spans and in "go to definition". */
export const library: Readonly<Record<string, string>> = {
  'fovea-library:/se.cnn': se,
  'fovea-library:/separable.cnn': separable,
  'fovea-library:/spp.cnn': spp,
};
