/** The second worker: lays graphs out, so that the page stays awake. An answer has the number of its question. */
import { layoutOf } from './layout.ts';
import type { LayoutInput, Layout } from './layout.ts';

export interface LayoutQuestion {
  readonly id: number;
  readonly graph: LayoutInput;
}

export type LayoutAnswer = { readonly id: number } & ({ readonly layout: Layout } | { readonly problem: string });

addEventListener('message', ({ data: { id, graph } }: MessageEvent<LayoutQuestion>) => postMessage(answer(id, graph)));

function answer(id: number, graph: LayoutInput): LayoutAnswer {
  try {
    return { id, layout: layoutOf(graph) };
  } catch (error) {
    return { id, problem: String(error) };
  }
}
