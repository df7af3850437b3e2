/** What a person does, step by step; each step leaves a picture. */
import { cancel } from './tour/cancel.mjs';
import { editor } from './tour/editor.mjs';
import { forward } from './tour/forward.mjs';
import { graph } from './tour/graph.mjs';
import { restricted } from './tour/restricted.mjs';
import { survival } from './tour/survival.mjs';
import { sync } from './tour/sync.mjs';
import { table } from './tour/table.mjs';

export { looks } from './tour/looks.mjs';

/** @typedef {Awaited<ReturnType<typeof import('./workbench.mjs').openWorkbench>>} Workbench */
/** @typedef {readonly [picture: string, what: string, action: (workbench: Workbench) => Promise<void>]} Step */

/** Everything, once, in one theme. @type {readonly Step[]} */
export const tour = [...restricted, ...editor, ...forward, ...sync, ...graph, ...table, ...cancel, ...survival];
