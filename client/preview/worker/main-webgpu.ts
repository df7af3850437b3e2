/** The worker that runs networks on the graphics processor. Its WebAssembly has both, so that one can be checked by the other. */
import * as onnx from 'onnxruntime-web/jspi';
import { agree } from './self-check.ts';
import { serve } from './serve.ts';

// In its other layout, onnxruntime-web 1.30 computes convolutions wrongly of some channel counts: LeNet-5's six among them.
const runtime = { ...onnx, executionProviders: [{ name: 'webgpu', preferredLayout: 'NCHW' }] } as const;

serve({ runtime, env: onnx.env, isReplaceable: true, check: () => agree(runtime, onnx) });
