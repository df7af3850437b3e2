/** The call hierarchy: who feeds a tensor calls it, and it calls who reads it. */
import { SymbolKind, type CallHierarchyItem } from 'vscode-languageserver';
import { feeders, flowItemAt, readers, type FlowItem, type FlowKey } from '#core/ide/data-flow.ts';
import { answering, ownUri, type AboutPosition, type Services } from './answering.ts';
import type { Analysed } from './documents.ts';
import { toOffset, toRange } from './positions.ts';

export interface AboutItem {
  readonly item: CallHierarchyItem;
}

export function dataFlowAnswers(services: Services) {
  const { instances } = services;
  const answer = answering(services);
  const ofItem = ({ item }: AboutItem) => item.uri;
  return {
    prepareFlow: answer(ownUri, null, (analysed, { position }: AboutPosition) => {
      const { document, analysis } = analysed;
      const item = flowItemAt(analysis, toOffset(document, position), instances.of(document.uri));
      return item ? [toItem(item, analysed)] : null;
    }),
    feeders: answer(ofItem, [], (analysed, { item }) =>
      feeders(analysed.analysis, keyOf(item))
        .map(feeder => toItem(feeder, analysed))
        .map(from => ({ from, fromRanges: [from.selectionRange] })),
    ),
    readers: answer(ofItem, [], (analysed, { item }) =>
      readers(analysed.analysis, keyOf(item))
        .map(reader => toItem(reader, analysed))
        .map(to => ({ to, fromRanges: [item.selectionRange] })),
    ),
  };
}

const toItem = ({ name, detail, span, nameSpan, key }: FlowItem, { document }: Analysed): CallHierarchyItem => ({
  name,
  detail,
  kind: key.layers.length > 1 ? SymbolKind.Class : SymbolKind.Function,
  uri: document.uri,
  range: toRange(document, span),
  selectionRange: toRange(document, nameSpan),
  data: key,
});

/** What a client sends back of an item is typed by nobody. */
function keyOf({ data }: CallHierarchyItem): FlowKey {
  const { model, layers } = (data ?? {}) as Partial<FlowKey>;
  return { model: String(model), layers: Array.isArray(layers) ? layers : [] };
}
