import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { DrawnNetwork } from './drawn-network.ts';
import { pngBytes, svgText } from './export.ts';
import { GraphWindow } from './graph-window.tsx';
import type { GraphSelection } from './graph-window.tsx';
import { blocksOf, closedFor, networkGraph } from './network-graph.ts';
import { PAINTS } from './paint.ts';
import type { Paint } from './paint.ts';
import { Select } from '../views/select.tsx';
import { useLayout } from './use-layout.ts';
import type { Drawing } from './use-layout.ts';
import { say } from '../words.ts';

interface GraphViewProps extends GraphSelection {
  readonly save: (name: string, bytes: Uint8Array) => void;
}

/** At first blocks are closed for as long as there would be more nodes than one can overlook. */
const MOST_NODES = 48;

/** The network drawn top to bottom, with blocks to open and close. */
export function GraphView({ save, ...view }: GraphViewProps) {
  const { layers, model, faults } = view.network;
  const [closed, setClosed] = useState(() => closedFor(layers, MOST_NODES));
  const [paint, setPaint] = useState<Paint>('none');
  const [isTraced, setTraced] = useState(false);
  const [query, setQuery] = useState('');
  const graph = useMemo(() => networkGraph(layers, closed, faults), [layers, closed, faults]);
  const drawing = useLayout(graph);
  const picture = useRef<SVGSVGElement>(null);
  const toggle = useCallback((block: string) => setClosed(now => toggled(now, block)), []);
  const find = () => {
    const found = nextMatch(matches(layers, query), view.focus);
    if (found === undefined) return;
    setClosed(now => new Set([...now].filter(block => !layers[found]?.path.startsWith(`${block}.`))));
    view.choose(found);
  };
  const blocks = blocksOf(layers);
  return (
    <>
      <div class="tools" role="toolbar" aria-label={say`Graph`}>
        <Search
          query={query}
          setQuery={setQuery}
          find={find}
          count={query === '' ? undefined : matches(layers, query).length}
        />
        <Select label={say`Colour by`} value={paint} options={PAINTS} choose={setPaint} />
        <button
          type="button"
          class="tool"
          aria-pressed={isTraced}
          title={say`Show only what feeds the chosen layer, and what it feeds`}
          onClick={() => setTraced(!isTraced)}
        >
          <span class="codicon codicon-git-commit" aria-hidden="true" /> {say`Trace`}
        </button>
        {blocks.length > 0 && (
          <button
            type="button"
            class="tool"
            title={closed.size > 0 ? say`Open all blocks` : say`Close all blocks`}
            onClick={() => setClosed(new Set(closed.size > 0 ? [] : blocks))}
          >
            <span class={`codicon codicon-${closed.size > 0 ? 'expand-all' : 'collapse-all'}`} aria-hidden="true" />
            {closed.size > 0 ? say` Open all` : say` Close all`}
          </button>
        )}
        <span class="rest" />
        <Exports
          model={model}
          drawing={drawing && 'layout' in drawing ? drawing : undefined}
          picture={() => picture.current}
          save={save}
        />
      </div>
      {drawing && 'problem' in drawing && <p class="empty">{say`The graph cannot be laid out. ${drawing.problem}`}</p>}
      {drawing && 'layout' in drawing && (
        <GraphWindow
          drawing={drawing}
          view={view}
          paint={paint}
          isTraced={isTraced}
          found={query === '' ? [] : matches(layers, query)}
          toggle={toggle}
          picture={picture}
        />
      )}
    </>
  );
}

const toggled = (set: ReadonlySet<string>, item: string): ReadonlySet<string> =>
  new Set(set.has(item) ? [...set].filter(other => other !== item) : [...set, item]);

/** The layers whose path or operation has the text in it. */
function matches(layers: DrawnNetwork['layers'], query: string): readonly number[] {
  const text = query.toLowerCase();
  return layers.flatMap(({ path, operation }, index) =>
    path.toLowerCase().includes(text) || operation.includes(text) ? [index] : [],
  );
}

/** The first after the chosen layer, else the first of all. */
const nextMatch = (found: readonly number[], focus: number | undefined): number | undefined =>
  found.find(index => focus !== undefined && index > focus) ?? found[0];

interface SearchProps {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly find: () => void;
  /** How many layers there are with it; undefined when nothing is looked for. */
  readonly count: number | undefined;
}

const Search = ({ query, setQuery, find, count }: SearchProps) => (
  <span class="search">
    <input
      type="search"
      placeholder={say`Find a layer`}
      aria-label={say`Find a layer`}
      value={query}
      onInput={({ currentTarget }) => setQuery(currentTarget.value)}
      onKeyDown={({ key }) => key === 'Enter' && find()}
    />
    <span class="note" role="status">
      {count}
    </span>
  </span>
);

interface ExportsProps {
  readonly model: string;
  readonly drawing: Drawing | undefined;
  readonly picture: () => SVGSVGElement | null;
  readonly save: (name: string, bytes: Uint8Array) => void;
}

function Exports({ model, drawing, picture, save }: ExportsProps) {
  const text = () => {
    const drawn = picture();
    return drawn && drawing ? svgText(drawn, drawing.layout) : '';
  };
  const savePng = async () => drawing && save(`${model}.png`, await pngBytes(text(), drawing.layout));
  return (
    <>
      <button
        type="button"
        class="tool"
        title={say`Save as SVG`}
        onClick={() => save(`${model}.svg`, new TextEncoder().encode(text()))}
      >
        <span class="codicon codicon-save" aria-hidden="true" /> SVG
      </button>
      <button type="button" class="tool" title={say`Save as PNG`} onClick={() => void savePng()}>
        <span class="codicon codicon-save" aria-hidden="true" /> PNG
      </button>
    </>
  );
}
