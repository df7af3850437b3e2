import type { JSONSchema } from 'vscode-json-languageservice';

const size: JSONSchema = { type: 'integer', minimum: 1 };

/** One object for all layers, without `oneOf`: the service would try every alternative of it. */
export const JSON_SCHEMA: JSONSchema = {
  type: 'object',
  required: ['model', 'layers'],
  additionalProperties: false,
  properties: { model: { type: 'string' }, layers: { type: 'array', items: { $ref: '#/definitions/layer' } } },
  definitions: {
    layer: {
      type: 'object',
      required: ['type'],
      additionalProperties: false,
      properties: {
        name: { type: 'string', pattern: '^[a-z][a-z0-9_]*$' },
        type: {
          description: 'What the layer computes.',
          enum: [
            ...['input', 'conv', 'bn', 'relu', 'maxpool', 'group', 'add'],
            ...['global_avgpool', 'flatten', 'dropout', 'linear'],
          ],
        },
        shape: { type: 'array', items: size },
        out: size,
        kernel: size,
        stride: size,
        padding: { type: 'integer', minimum: 0 },
        bias: { type: 'boolean' },
        p: { type: 'number', minimum: 0, maximum: 1 },
        layers: { type: 'array', items: { $ref: '#/definitions/layer' } },
        branch: { type: 'array', items: { $ref: '#/definitions/layer' } },
        downsample: { type: 'array', items: { $ref: '#/definitions/layer' } },
      },
    },
  },
};
