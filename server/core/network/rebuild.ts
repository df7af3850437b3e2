/** Builds a model again, with inputs of other sizes. */
import type { Rebuild, Trial } from '../analysis/sizes.ts';
import { linkedAxes } from '../analysis/written-sizes.ts';
import type { Definition, Expression } from '../language/tree.ts';
import { elaborateModel } from './elaborate.ts';
import type { Session } from './expansion.ts';
import type { Module } from './modules.ts';
import type { Network } from './network.ts';

/** Leaves no trace in `session`. */
export function rebuilding(
  session: Session,
  module: Module,
  definition: Definition,
  settings: ReadonlyMap<string, Expression>,
  network: Network,
): Rebuild {
  const build = (own: Session, given: ReadonlyMap<string, Expression>): Trial => {
    const trial = elaborateModel(own, module, definition, given).network;
    return { network: trial, builds: !trial.incomplete };
  };
  const [linked] = linkedAxes(definition, network);
  return {
    resized: resize => build({ ...emptied(session), resize }, settings),
    ...(linked && {
      linked: {
        axes: linked.axes,
        set: size => build(emptied(session), new Map([...settings, [linked.name, literal(size)]])),
      },
    }),
  };
}

const emptied = (session: Session): Session => ({
  ...session,
  problems: [],
  expanded: [],
  references: new Map(),
  ownReferences: 0,
  otherMeanings: new Map(),
  scopes: new Map(),
  unknownNames: new Map(),
});

const literal = (value: number): Expression => ({ kind: 'number', value, span: { start: 0, end: 0 } });
