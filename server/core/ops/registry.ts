import { activations, prelu } from './activation.ts';
import { adaptiveAvgpool, adaptiveMaxpool, globalAvgpool, globalMaxpool } from './adaptive-pool.ts';
import { convTranspose } from './conv-transpose.ts';
import { conv, depthwise } from './conv.ts';
import { dropout, flatten, linear } from './dense.ts';
import { identity } from './identity.ts';
import { input } from './input.ts';
import { add, average, concat, maximum, mul, sub } from './merge.ts';
import { bn, gn, ln } from './normalisation.ts';
import type { Operation } from './operation.ts';
import { pad } from './pad.ts';
import { avgpool, maxpool } from './pool.ts';
import { upsample } from './upsample.ts';

const all: readonly Operation[] = [
  input,
  conv,
  depthwise,
  convTranspose,
  maxpool,
  avgpool,
  adaptiveAvgpool,
  adaptiveMaxpool,
  globalAvgpool,
  globalMaxpool,
  pad,
  upsample,
  identity,
  bn,
  ln,
  gn,
  ...activations,
  prelu,
  flatten,
  linear,
  dropout,
  add,
  sub,
  mul,
  maximum,
  average,
  concat,
];

/** Every operation, by its name in the language. Nothing else lists operations. */
export const operations: ReadonlyMap<string, Operation> = new Map(all.map(operation => [operation.name, operation]));
