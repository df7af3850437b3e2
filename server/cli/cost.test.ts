import { describe, expect, test } from 'vitest';
import { cliProgram } from '../../test/support/cli-program.ts';

const { fovea } = await cliProgram();

test.each(['field', 'cost'])('fovea %s tells the errors of a broken network', command => {
  expect(fovea([command, 'bad.cnn']).stderr).toContain('bad.cnn:3:11: error: ');
});

describe('fovea cost', () => {
  // 9 weights and 16 outputs: 144 multiply-accumulates; 64 + 36 + 64 bytes, 128 for the ReLU.
  const text = 'model M {\n  input(1x4x4)\n  conv(1, 3, padding=1, bias=false) -> relu\n}\n';

  test('tells what is computed and moved, for how long, and what is alive', () => {
    const { status, stdout } = fovea(['cost', '-', '--device', 'D=1K,1K'], text);
    expect(status).toBe(0);
    expect(stdout.split('\n').map(line => line.replace(/ +/g, ' ').trim())).toEqual([
      'M, for a batch of 1',
      'layer operation FLOPs share moved FLOPs/B D share',
      expect.stringMatching(/^─/),
      '0 conv 288 100 % 164 B 1.76 288 ms 69 %',
      '1 relu 0 128 B 128 ms 31 %',
      'on D a pass takes at least 416 ms',
      'activations peak at 0: 128 B, of input (64 B), 0 (64 B)',
      'training with sgd keeps at most 72 B of state and 192 B of activations',
      'training with momentum keeps at most 108 B of state and 192 B of activations',
      'training with adam keeps at most 144 B of state and 192 B of activations',
      '',
    ]);
  });

  // The weights are read once: 36 + 10 · 128.
  test('of a batch, as data', () => {
    expect(fovea(['cost', '-', '--batch', '10', '--format', 'json'], text).records()).toMatchObject([
      {
        model: 'M',
        batch: 10,
        devices: [],
        peak: { layer: '0', bytes: 1280 },
        training: { adam: { stateBytes: 144, activationBytes: 1920 } },
        layers: [
          { path: '0', flops: 2880, bytes: 1316 },
          { path: '1', flops: 0, bytes: 1280 },
        ],
      },
    ]);
  });

  test.each([
    [['cost', '-', '--batch', '0'], '--batch is a whole number from 1 on, not 0.'],
    [['cost', '-', '--device', 'D=1'], '--device is NAME=FLOPS,BYTES a second'],
    [['cost', '-', '--device', 'D=0,1G'], '--device is NAME=FLOPS,BYTES a second'],
  ])('%j', (args, message) => {
    expect(fovea(args, text)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
  });
});
