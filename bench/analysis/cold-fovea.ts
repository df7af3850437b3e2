import { printCold } from './cold.ts';
import { foveaResNet } from './fovea.ts';
import { RESNET50 } from './networks.ts';

void printCold(foveaResNet(RESNET50));
