import type { Host } from '#core/host.ts';

/** A host with one file, whatever it is called. */
export const hostOf = (text: string): Host => ({ read: () => ({ text }), exists: () => false });
