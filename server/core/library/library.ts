import aspp from './aspp.cnn';
import basicBlock from './basic_block.cnn';
import bottleneck from './bottleneck.cnn';
import convNormAct from './conv_norm_act.cnn';
import denseLayer from './dense_layer.cnn';
import fire from './fire.cnn';
import imagePooling from './image_pooling.cnn';
import invertedResidual from './inverted_residual.cnn';
import mbconv from './mbconv.cnn';
import se from './se.cnn';
import separable from './separable.cnn';
import shuffleUnit from './shuffle_unit.cnn';
import spp from './spp.cnn';
/** The library: blocks written in `.cnn`, by the file name that stands for each in spans and in "go to definition". */
export const library: Readonly<Record<string, string>> = {
  'fovea-library:/aspp.cnn': aspp,
  'fovea-library:/basic_block.cnn': basicBlock,
  'fovea-library:/bottleneck.cnn': bottleneck,
  'fovea-library:/conv_norm_act.cnn': convNormAct,
  'fovea-library:/dense_layer.cnn': denseLayer,
  'fovea-library:/fire.cnn': fire,
  'fovea-library:/image_pooling.cnn': imagePooling,
  'fovea-library:/inverted_residual.cnn': invertedResidual,
  'fovea-library:/mbconv.cnn': mbconv,
  'fovea-library:/se.cnn': se,
  'fovea-library:/separable.cnn': separable,
  'fovea-library:/shuffle_unit.cnn': shuffleUnit,
  'fovea-library:/spp.cnn': spp,
};
