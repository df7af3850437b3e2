import { printCold } from './cold.ts';
import { tensorflowResNet50 } from './tensorflow.ts';

void printCold(tensorflowResNet50());
