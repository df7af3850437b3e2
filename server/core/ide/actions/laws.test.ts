/** What a change may not change: every action at every place of some samples. */
import { describe, expect, test } from 'vitest';
import { sampleHost } from '../../../../test/support/samples.ts';
import { layerFields } from '../../analysis/layer-fields.ts';
import { analyze, type Analysis } from '../../analyze.ts';
import { applyEdits } from '../../edits.ts';
import { nodesOf } from '../../language/tree-walk.ts';
import type { Span } from '../../text.ts';
import { ENGLISH } from '../../words.ts';
import { fixture } from '../fixture.ts';
import { actionsAt, type Action } from './action.ts';

/** What stays in any case: the layers in their order, with their shapes and costs, and that nothing is wrong. */
const networkOf = ({ models, problems }: Analysis): readonly unknown[] => [
  problems.map(({ code }) => code),
  models.map(({ network, costs }) =>
    network.layers.map(({ id, operation, output }) => [operation.name, output, costs[id]]),
  ),
];

const pathsOf = ({ models }: Analysis): readonly string[] =>
  models.flatMap(({ network }) => network.layers.map(({ path }) => path));

/** Every call and name, and every one to three lines of a group. */
function placesOf({ tree }: Analysis): readonly Span[] {
  return nodesOf(tree).flatMap((node): readonly Span[] => {
    if (node.kind === 'call' || node.kind === 'name') return [{ start: node.span.start, end: node.span.start }];
    if (node.kind !== 'group') return [];
    return node.lines.flatMap(({ span: { start } }, first) =>
      node.lines.slice(first, first + 3).map(({ span: { end } }) => ({ start, end })),
    );
  });
}

/** Each once, wherever it is offered. */
function actionsIn(analysis: Analysis): readonly Action[] {
  const actions = placesOf(analysis).flatMap(span => actionsAt(analysis, span));
  return [...new Map(actions.map(action => [JSON.stringify(action.edits), action])).values()];
}

const KEEPS_NETWORK = /^(Name this|Pin the shape|Write out|Extract|Inline)/;
const KEEPS_PATHS = /^(Pin the shape|Write out|Inline \w+$)/;

const SAMPLES = ['lenet.cnn', 'unet.cnn', 'mobilenet_v2.cnn', 'tutorial.cnn', 'zoo/vgg.cnn', 'zoo/alexnet.cnn'];

describe.each(SAMPLES)('%s', file => {
  const analysis = analyze(file, sampleHost);
  const before = { network: networkOf(analysis), paths: pathsOf(analysis) };
  const done = actionsIn(analysis).map(action => ({
    title: ENGLISH(action.title),
    after: analysis.revised(applyEdits(analysis.text, action.edits)),
  }));

  test('has many places for an action', () => {
    expect(done.length).toBeGreaterThan(10);
  });

  test('stays the same network', () => {
    const kept = done.filter(({ title }) => KEEPS_NETWORK.test(title));
    expect(kept.filter(({ after }) => !same(networkOf(after), before.network)).map(({ title }) => title)).toEqual([]);
  });

  test('keeps its paths, unless the action says that they change', () => {
    const kept = done.filter(({ title }) => KEEPS_PATHS.test(title));
    expect(kept.filter(({ after }) => !same(pathsOf(after), before.paths)).map(({ title }) => title)).toEqual([]);
  });
});

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

test('small kernels give the shape and the field of the large one', () => {
  const { analysis } = fixture('model M {\n  input(32x32x32)\n  conv(32, 7, padding=3)\n}\n');
  const offset = analysis.text.indexOf('conv');
  const action = actionsAt(analysis, { start: offset, end: offset }).find(({ title }) =>
    ENGLISH(title).startsWith('Write three'),
  );
  const last = ({ models: [model] }: Analysis) => {
    const layer = model?.network.layers.at(-1);
    return model && layer && [layer.output, layerFields(model, layer.id)];
  };
  const after = analysis.revised(applyEdits(analysis.text, action?.edits ?? []));
  // 1 + 3 · 2 = 7, from −3 on.
  expect(last(after)).toEqual(last(analysis));
  expect(after.models[0]?.network.layers).toHaveLength(4);
});
