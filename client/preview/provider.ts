/** Whether WebGPU can run the networks: asked before its runtime is loaded. */
import { say, type Text } from '#core/words.ts';

/** What runs the networks. */
export type Provider = 'wasm' | 'webgpu';

/** Of a `GPUAdapterInfo`: https://www.w3.org/TR/webgpu/#gpuadapterinfo */
export interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  /** Absent in older browsers. */
  readonly isFallbackAdapter?: boolean;
}

interface Gpu {
  readonly requestAdapter: () => Promise<{ readonly info: AdapterInfo } | null>;
}

/** What draws without a graphics processor, by the names that they give themselves. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|microsoft basic render|\bwarp\b/i;

/** Why WebGPU is not used; undefined when it can be. */
export async function webgpuRefusal(): Promise<Text | undefined> {
  // Its runtime waits for the graphics processor with it; Chromium has it from version 137.
  if (!('Suspending' in WebAssembly)) return say`this version of VS Code is too old for it`;
  const { gpu } = navigator as { readonly gpu?: Gpu };
  return adapterRefusal((await gpu?.requestAdapter())?.info);
}

/** Software adapters are slower than WebAssembly, and a thousand times so at the start. */
export function adapterRefusal(adapter: AdapterInfo | undefined): Text | undefined {
  if (!adapter) return say`there is no graphics processor that it could use`;
  const names = [adapter.vendor, adapter.architecture, adapter.device, adapter.description].filter(Boolean).join(' ');
  if (adapter.isFallbackAdapter || SOFTWARE.test(names)) return say`here it is drawn by software: ${names}`;
  return undefined;
}
