import type { Origin } from './network.ts';

/** The innermost call of `file` that led to a layer: its own call, or that of another file's block around it. */
export function callIn(file: string, origin: Origin): Origin {
  let at = origin;
  while (at.file !== file && at.caller) at = at.caller;
  return at;
}
