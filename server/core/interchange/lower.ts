import type { ModelAnalysis } from '../analyze.ts';
import type { Program } from './program.ts';

/**
 * Makes a model ready to run. Undefined when it holds anything unknown, or an error: then there is nothing to run.
 * `file` is the file whose spans the program's layers get.
 */
export declare function lower(model: ModelAnalysis, file: string): Program | undefined;
