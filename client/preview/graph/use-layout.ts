import { useEffect, useMemo, useState } from 'preact/hooks';
import { asset } from '../host.ts';
import { startWorker } from '../start-worker.ts';
import type { Layout, LayoutInput } from './layout.ts';
import type { NetworkGraph } from './network-graph.ts';
import type { LayoutAnswer, LayoutQuestion } from './worker.ts';

/** A graph with the places of its parts. */
export interface Drawing {
  readonly graph: NetworkGraph;
  readonly layout: Layout;
}

/** A character's width in the graph's fonts, and a node's height and margins, in pixels. */
const TITLE = 7.3;
const SUBTITLE = 6.3;
const LABEL = 6.1;
const NODE = { padding: 24, least: 64, height: 28, withSubtitle: 42 };
/** A line of what is wrong with a node. */
export const FAULT_LINE = 15;
const LABEL_HEIGHT = 14;

/** The layout of a graph, once it is there; the last one stays until the next has come. */
export function useLayout(graph: NetworkGraph): Drawing | { readonly problem: string } | undefined {
  const input = useMemo(() => inputOf(graph), [graph]);
  const [answer, setAnswer] = useState<Drawing | { readonly problem: string }>();
  // A graph that differs in nothing that has a place needs no new layout.
  const key = JSON.stringify(input);
  useEffect(() => {
    let isAwaited = true;
    void layOut(input).then(result => {
      if (isAwaited) setAnswer('layout' in result ? { graph, layout: result.layout } : result);
    });
    return () => {
      isAwaited = false;
    };
  }, [key]);
  return answer;
}

/** The height of a node's title and what is under it. */
export const nodeHead = (subtitle: string): number => (subtitle === '' ? NODE.height : NODE.withSubtitle);

export const boxId = (block: string): string => `${block}.box`;

const inputOf = ({ nodes, edges, boxes }: NetworkGraph): LayoutInput => ({
  nodes: nodes.map(({ id, title, subtitle, box, fault = [] }) => ({
    id,
    width: Math.max(
      NODE.least,
      NODE.padding + Math.max(TITLE * title.length, ...[subtitle, ...fault].map(line => SUBTITLE * line.length)),
    ),
    height: nodeHead(subtitle) + FAULT_LINE * fault.length,
    ...(box !== undefined && { box: boxId(box) }),
  })),
  boxes: boxes.map(({ block, box }) => ({ id: boxId(block), ...(box !== undefined && { box: boxId(box) }) })),
  edges: edges.map(({ from, to, label }) => ({ from, to, width: LABEL * label.length, height: LABEL_HEIGHT })),
});

let worker: Promise<Worker> | undefined;
let questions = 0;

/** Asks the layout's worker, which is started with the first question. */
async function layOut(graph: LayoutInput): Promise<LayoutAnswer> {
  const id = ++questions;
  try {
    worker ??= asset('layout').then(startWorker);
    return await ask(await worker, { id, graph });
  } catch (error) {
    worker = undefined;
    return { id, problem: String(error) };
  }
}

const ask = (asked: Worker, question: LayoutQuestion): Promise<LayoutAnswer> =>
  new Promise((resolve, reject) => {
    const hear = ({ data }: MessageEvent<LayoutAnswer>) => {
      if (data.id !== question.id) return;
      asked.removeEventListener('message', hear);
      resolve(data);
    };
    asked.addEventListener('message', hear);
    asked.addEventListener('error', ({ message }) => reject(new Error(message)), { once: true });
    asked.postMessage(question, []);
  });
