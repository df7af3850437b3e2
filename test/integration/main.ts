/**
 * The suite, as an extension host starts it. Mocha's browser build runs in both hosts, in Node and in a web worker, so that
 * one bundle does for both.
 */
import { runMocha } from './mocha.ts';
import './commits.test.ts';
import './editing.test.ts';
import './killed-server.test.ts';
import './navigation.test.ts';
import './pictures.test.ts';
import './preview.test.ts';
import './reading.test.ts';
import './server.test.ts';
import './start.test.ts';
import './virtual.test.ts';

/** VS Code ends its run as failed when this is rejected. */
export async function run(): Promise<void> {
  return runMocha();
}
