import { printCold } from './cold.ts';
import { tensorflowResNet } from './tensorflow.ts';
import { RESNET50 } from './networks.ts';

void printCold(tensorflowResNet(RESNET50));
