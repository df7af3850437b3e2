/** What a use of an operation does: as the operation says, and as a run in ONNX Runtime shows. */
import type { Program } from '#core/interchange/program.ts';
import type { Operation, Use, Weight } from '#core/ops/operation.ts';
import type { Shape } from '#core/ops/shape.ts';
import { withSession } from '../support/onnx-session.ts';
import type { Run, Tensor } from '../support/onnx-session.ts';
import { LAYER, programOf, useOf } from '../support/operation-network.ts';
import type { Application } from '../support/operation-network.ts';
import { CHANNELS, placesOf, saidInfluence, shownInfluence } from './influence.ts';
import type { Influence, Place } from './influence.ts';
import { positiveTensor, positiveWeights } from './positive.ts';

export interface Account {
  readonly shape: Shape;
  /** The shapes of its learned tensors and of the buffers that inference reads, by path. */
  readonly weights: Readonly<Record<string, Shape>>;
  /** The indices inside the input that each output reads, for every spatial axis of every input. */
  readonly reads: readonly (Place & { readonly influence: Influence })[];
}

/** What an operation does beyond its input's border: it adds zeros, or it repeats what the input holds. */
export type Border = 'zeros' | 'repeats';

/** The two accounts, which must be equal. Weights that its nodes do not accept fail the run. */
export async function accountsOf(
  application: Application,
  border: Border,
): Promise<{ readonly said: Account; readonly shown: Account }> {
  const { operation } = application;
  const use = useOf(application);
  if (!use) throw new Error(`${operation.name} refuses its inputs.`);
  const program = programOf(operation, use);
  const said = saidAccount(operation, use, program);
  const shown = await withSession(program, positiveWeights(program), run => shownAccount(program, use, run));
  return { said: inside(said, said, use, border), shown: inside(shown, said, use, border) };
}

/** Which channels of its first input each output channel reads, as runs show. */
export async function channelsShown(application: Application): Promise<Influence> {
  const { operation } = application;
  const use = useOf(application);
  if (!use) throw new Error(`${operation.name} refuses its inputs.`);
  const program = programOf(operation, use);
  const inputs = program.inputs.map(({ shape }) => positiveTensor(shape));
  const evaluate = (run: Run) => async (tensors: readonly Tensor[]) =>
    outputOf(await run(tensors.map(({ data }) => data)));
  return withSession(program, positiveWeights(program), run =>
    shownInfluence(inputs, { input: 0, axis: CHANNELS }, evaluate(run)),
  );
}

function saidAccount(operation: Operation, use: Use, program: Program): Account {
  const read = new Set(program.weights.map(({ path }) => path));
  const weights = (operation.weights?.(use) ?? []).filter(
    weight => weight.role === 'parameter' || read.has(pathOf(weight)),
  );
  return {
    shape: use.output,
    weights: Object.fromEntries(weights.map(weight => [pathOf(weight), weight.shape])),
    reads: placesOf(use).map(place => ({ ...place, influence: saidInfluence(operation, use, place) })),
  };
}

const pathOf = ({ name }: Weight): string => (name === '' ? LAYER : `${LAYER}.${name}`);

async function shownAccount(program: Program, use: Use, run: Run): Promise<Account> {
  const inputs = program.inputs.map(({ shape }) => positiveTensor(shape));
  const evaluate = async (tensors: readonly Tensor[]) => outputOf(await run(tensors.map(({ data }) => data)));
  const reads: Account['reads'][number][] = [];
  for (const place of placesOf(use)) {
    reads.push({ ...place, influence: await shownInfluence(inputs, place, evaluate) });
  }
  return {
    shape: (await evaluate(inputs)).shape,
    weights: Object.fromEntries(program.weights.map(({ path, shape }) => [path, shape])),
    reads,
  };
}

function outputOf(outputs: ReadonlyMap<string, Tensor>): Tensor {
  const output = outputs.get(LAYER);
  if (!output) throw new Error('The layer has an output.');
  return output;
}

/** Leaves out indices in the padding; of what repeats the input there, every output that `said` to reach it. */
function inside(account: Account, said: Account, use: Use, border: Border): Account {
  const reads = account.reads.map(({ influence, ...place }, index) => {
    const isInside = (at: number) => 0 <= at && at < (use.inputs[place.input]?.[place.axis + 1] ?? 0);
    const staysInside = (output: number) => said.reads[index]?.influence[output]?.every(isInside) === true;
    return {
      ...place,
      influence: influence
        .filter((_, output) => border === 'zeros' || staysInside(output))
        .map(indices => indices.filter(isInside)),
    };
  });
  return { ...account, reads };
}
