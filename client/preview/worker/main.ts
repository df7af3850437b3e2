/** The worker that runs networks in WebAssembly. */
import * as onnx from 'onnxruntime-web/wasm';
import { serve } from './serve.ts';

serve({ runtime: onnx, env: onnx.env, isReplaceable: false });
