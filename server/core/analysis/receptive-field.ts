import type { Network } from '../network/network.ts';
import type { Field } from './field.ts';

/** By layer id: one field a spatial axis of the model's input; undefined where a shape is not known. */
export declare function receptiveFields(network: Network): readonly (readonly Field[] | undefined)[];
