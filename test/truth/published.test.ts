/** Published receptive fields, of networks that are written as they were when they were measured. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Field } from '#core/analysis/field.ts';
import type { ModelAnalysis } from '#core/analyze.ts';
import { sampleModel } from '../support/samples.ts';

/** Padding: how far what output 0 sees lies outside, on a picture of 224 and of 321 pixels a side. */
type Row = readonly [
  network: string,
  endpoint: string,
  size: number,
  jump: number,
  paddingOf224: number,
  paddingOf321: number,
];

const { rows } = JSON.parse(readFileSync(new URL('rf_published.json', import.meta.url), 'utf8')) as {
  readonly rows: readonly Row[];
};

interface Sample {
  readonly network: string;
  readonly file: string;
  readonly model: string;
  /** Where an endpoint stands in the sample, if not under its own name. */
  readonly path?: (endpoint: string) => string;
}

/** The places of VGG's endpoints among its `features`, in the order of the table. */
const features =
  (places: Readonly<Record<string, number>>) =>
  (endpoint: string): string =>
    `features.${places[endpoint.split('/').at(-1) ?? '']}`;

const samples: readonly Sample[] = [
  { network: 'alexnet_v2', file: 'zoo/alexnet.cnn', model: 'AlexNetSlim' },
  {
    network: 'vgg_a',
    file: 'zoo/vgg.cnn',
    model: 'VGG11',
    path: features({
      ...{ conv1_1: 0, pool1: 2, conv2_1: 3, pool2: 5, conv3_1: 6, conv3_2: 8, pool3: 10 },
      ...{ conv4_1: 11, conv4_2: 13, pool4: 15, conv5_1: 16, conv5_2: 18, pool5: 20 },
    }),
  },
  {
    network: 'vgg_16',
    file: 'vgg16.cnn',
    model: 'VGG16',
    path: features({
      ...{ conv1_1: 0, pool1: 4, conv2_1: 5, pool2: 9, conv3_1: 10, conv3_2: 12, pool3: 16 },
      ...{ conv4_1: 17, conv4_2: 19, pool4: 23, conv5_1: 24, conv5_2: 26, pool5: 30 },
    }),
  },
  {
    network: 'inception_v3',
    file: 'zoo/inception_v3.cnn',
    model: 'InceptionV3',
    path: endpoint => ({ MaxPool_3a_3x3: 'maxpool1', MaxPool_5a_3x3: 'maxpool2' })[endpoint] ?? endpoint,
  },
  {
    network: 'mobilenet_v1',
    file: 'zoo/mobilenet_v1.cnn',
    model: 'MobileNetV1',
    path: endpoint => endpoint.replace('_pointwise', ''),
  },
  ...[50, 101, 152, 200].map(depth => ({
    network: `resnet_v1_${depth}`,
    file: 'zoo/resnet_v1.cnn',
    model: `ResNetV1_${depth}`,
    path: (endpoint: string) => `resnet.${endpoint}`,
  })),
];

test('every network of the table is here', () => {
  expect(new Set(samples.map(({ network }) => network))).toEqual(new Set(rows.map(([network]) => network)));
});

describe.each(samples)('$network', ({ network, file, model, path = endpoint => endpoint }) => {
  const table = rows.filter(([name]) => name === network);

  // VGG-16 is written for one size; its padding is the same for all.
  test.each([224, 321])('sees what was published, of %i pixels', size => {
    const analysis = sampleModel(file, model, { size });
    const found = table.map(([, endpoint]) => [endpoint, fieldsAt(analysis, path(endpoint))]);
    expect(found).toEqual(table.map(row => [row[1], Array.from({ length: 2 }, () => publishedField(row, size))]));
  });
});

function publishedField([, , size, jump, of224, of321]: Row, pictureSize: number): Field {
  const start = 0 - (pictureSize === 224 ? of224 : of321);
  return { period: 1, shift: jump, phases: [[[start, start + size]]] };
}

/** Those of a layer, or of the last layer of a level. */
function fieldsAt({ network, fields }: ModelAnalysis, path: string): readonly Field[] {
  const last = network.layers.findLast(layer => layer.path === path || layer.path.startsWith(`${path}.`));
  return (last && fields[last.id]) ?? [];
}
