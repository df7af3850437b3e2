import { printCold } from './cold.ts';
import { foveaResNet50 } from './fovea.ts';

void printCold(foveaResNet50());
