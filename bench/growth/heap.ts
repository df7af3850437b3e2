/** A process of its own that analyses one chain, for its collector's log to be read; the last line says what the heap holds at the end. */
import { paramsOf } from '../params-of.ts';
import { chainOf } from './chain.ts';

const chain = chainOf(Number(process.argv[2]));
if (paramsOf(chain.text) !== chain.params) throw new Error('The chain was not analysed.');
console.log(`heap: ${process.memoryUsage().heapUsed / 1e6} MB`);
