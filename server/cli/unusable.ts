/** Files that a command cannot use. */
import { readFileSync, writeFileSync } from 'node:fs';
import { messageOf } from '#core/message-of.ts';

/** A file that cannot be used; its message says why. */
export class Unusable extends Error {}

export function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Unusable(`${file} cannot be read: ${messageOf(error)}`);
  }
}

export function writeBytes(file: string, bytes: Uint8Array | string): void {
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    throw new Unusable(`${file} cannot be written: ${messageOf(error)}`);
  }
}

/** Tells why it does not go on; 1. */
export function fail(message: string): number {
  process.stderr.write(`fovea: ${message.trim()}\n`);
  return 1;
}
