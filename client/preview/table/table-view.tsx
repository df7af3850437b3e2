import { bytes, exact, rounded } from '#core/figures.ts';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { formatShare, formatTime } from '../numbers.ts';
import { Button } from '../views/elements.ts';
import type { NetworkViewProps } from '../views/network-view.ts';
import { Chart } from './chart.tsx';
import { columnsFor, fieldExtent, nextOrder, sorted } from './columns.ts';
import type { Column, Order, TableLayer } from './columns.ts';
import { shortPath, shortUnnamed } from './short-path.ts';
import { csvOf, markdownOf } from './text.ts';
import { say } from '../words.ts';

interface TableViewProps extends NetworkViewProps {
  /** In milliseconds, by layer, as far as they are measured. */
  readonly times: ReadonlyMap<number, number>;
  readonly copy: (text: string) => Promise<void>;
}

/** A row a layer, and how field and memory grow along the network. */
export function TableView({ times, copy, ...view }: TableViewProps) {
  const [order, setOrder] = useState<Order>();
  const layers = useMemo(() => timed(view.run.program.layers, times), [view.run.program, times]);
  const columns = columnsFor(layers);
  const indices = useMemo(() => sorted(layers, order), [layers, order]);
  const unnamed = useMemo(() => new Set(shortUnnamed(layers, MOST_CHARACTERS)), [layers]);
  return (
    <>
      <Charts {...view} />
      <Copies layers={indices.flatMap(index => layers[index] ?? [])} copy={copy} />
      <div class="scroll">
        <table class="layers" aria-label={say`Layers`}>
          <Head columns={columns} order={order} setOrder={setOrder} />
          <tbody>
            {indices.map(index => (
              <Row
                key={layers[index]?.path}
                index={index}
                layers={layers}
                view={view}
                isTabStop={index === (view.focus ?? indices[0])}
                saysOperation={unnamed.has(index)}
              />
            ))}
          </tbody>
          <Foot layers={layers} />
        </table>
      </div>
    </>
  );
}

const timed = (layers: readonly TableLayer[], times: ReadonlyMap<number, number>): readonly TableLayer[] =>
  layers.map((layer, index) => {
    const time = times.get(index);
    return time === undefined ? layer : { ...layer, time };
  });

function Charts({ run: { program }, focus, choose }: NetworkViewProps) {
  const { layers } = program;
  const names = layers.map(({ path, operation }) =>
    path === operation ? path : `${shortPath(path, MOST_CHARACTERS)} ${operation}`,
  );
  const size = Math.max(...(program.inputs[0]?.shape.slice(1) ?? []));
  const shared = { names, focus, choose };
  return (
    <div class="charts">
      {Number.isFinite(size) && (
        <Chart
          title={say`Receptive field`}
          values={layers.map(fieldExtent)}
          format={value => `${exact(value)} px`}
          limit={{ value: size, name: say`input ${size}` }}
          {...shared}
        />
      )}
      <Chart
        title={say`Activation memory`}
        values={layers.map(({ aliveBytes }) => aliveBytes)}
        format={bytes}
        {...shared}
      />
    </div>
  );
}

interface CopiesProps {
  readonly layers: readonly TableLayer[];
  readonly copy: (text: string) => Promise<void>;
}

/** How long a copy is confirmed, in milliseconds. */
const CONFIRMED = 2000;

function Copies({ layers, copy }: CopiesProps) {
  const [copied, setCopied] = useState('');
  useEffect(() => {
    if (copied === '') return undefined;
    const timer = setTimeout(() => setCopied(''), CONFIRMED);
    return () => clearTimeout(timer);
  }, [copied]);
  const copyAs = async (kind: string, text: string) => {
    await copy(text);
    setCopied(say`${layers.length} layers copied as ${kind}.`);
  };
  return (
    <header class="bar">
      <h2>{say`Layers`}</h2>
      <span class="note" role="status">
        {copied}
      </span>
      <Button icon="copy" label="CSV" onClick={() => void copyAs('CSV', csvOf(layers))} />
      <Button icon="copy" label="Markdown" onClick={() => void copyAs('Markdown', markdownOf(layers))} />
    </header>
  );
}

interface HeadProps {
  readonly columns: readonly Column[];
  readonly order: Order | undefined;
  readonly setOrder: (order: Order | undefined) => void;
}

const Head = ({ columns, order, setOrder }: HeadProps) => (
  <thead>
    <tr>
      {columns.map(column => {
        const direction = order?.by === column.name ? order.direction : 'none';
        return (
          <th key={column.name} scope="col" class={alignment(column)} aria-sort={direction} title={column.explanation}>
            <button type="button" onClick={() => setOrder(nextOrder(column, order))}>
              {column.title}
              <span class={`codicon codicon-${ICONS[direction]}`} aria-hidden="true" />
            </button>
          </th>
        );
      })}
    </tr>
  </thead>
);

const ICONS = { ascending: 'chevron-up', descending: 'chevron-down', none: 'blank' } as const;

const alignment = ({ number }: Column): string => (number ? 'number' : 'text');

/** Of a path. */
const MOST_CHARACTERS = 28;

interface RowProps {
  readonly index: number;
  readonly layers: readonly TableLayer[];
  readonly view: NetworkViewProps;
  readonly isTabStop: boolean;
  /** Whether what it does stands beside its path, where there is no room for a column. */
  readonly saysOperation: boolean;
}

function Row({ index, layers, view: { current, focus, choose }, isTabStop, saysOperation }: RowProps) {
  // A row may be wider than the window: its head is what is brought into view.
  const head = useRef<HTMLTableCellElement>(null);
  useEffect(() => {
    if (index === focus) head.current?.scrollIntoView({ block: 'nearest' });
  }, [index === focus]);
  const layer = layers[index];
  if (!layer) return null;
  return (
    <tr class={current.includes(index) ? 'current' : ''} onClick={() => choose(index)}>
      <th ref={head} scope="row">
        <button
          type="button"
          class="path"
          title={say`${layer.path}: show in the editor`}
          aria-current={index === focus}
          tabIndex={isTabStop ? 0 : -1}
          onKeyDown={moveRow}
        >
          {shortPath(layer.path, MOST_CHARACTERS)}
        </button>
        {saysOperation && <span class="operation">{layer.operation}</span>}
      </th>
      {columnsFor(layers)
        .slice(1)
        .map(column => (
          <Cell key={column.name} column={column} layer={layer} layers={layers} />
        ))}
    </tr>
  );
}

interface CellProps {
  readonly column: Column;
  readonly layer: TableLayer;
  readonly layers: readonly TableLayer[];
}

/** A number with its bar, as long as it is of the column's greatest; its share of the sum is in words. */
function Cell({ column, layer, layers }: CellProps) {
  const { number, text, hasBars } = column;
  const value = number?.(layer) ?? 0;
  const all = hasBars ? layers.map(other => number?.(other) ?? 0) : [];
  const sum = all.reduce((total, each) => total + each, 0);
  const figure = column.exact?.(layer);
  const words = [figure, ...(sum > 0 && value > 0 ? [formatShare(value / sum)] : [])];
  return (
    <td class={`${alignment(column)} ${hasBars && value === 0 ? 'none' : ''}`} title={figure && words.join(', ')}>
      {text(layer)}
      {hasBars && value > 0 && (
        <span class="share" aria-hidden="true" style={{ width: `${(100 * value) / Math.max(...all)}%` }} />
      )}
    </td>
  );
}

function Foot({ layers }: { readonly layers: readonly TableLayer[] }) {
  const peak = layers.reduce((most, { aliveBytes }) => Math.max(most, aliveBytes), 0);
  return (
    <tfoot>
      <tr>
        <th scope="row">{say`${layers.length} layers`}</th>
        {columnsFor(layers)
          .slice(1)
          .map(column => (
            <Total key={column.name} column={column} layers={layers} peak={peak} />
          ))}
      </tr>
    </tfoot>
  );
}

/** Of what is alive at once there is a peak; of what has bars besides, a sum. */
function Total({ column, layers, peak }: TotalProps) {
  const { name, number, hasBars } = column;
  if (name === 'activation_bytes')
    return (
      <td class="number" title={say`The most activations alive at once`}>
        {say`peak ${bytes(peak)}`}
      </td>
    );
  const sum = layers.reduce((total, layer) => total + (number?.(layer) ?? 0), 0);
  if (!hasBars) return <td />;
  if (name === 'milliseconds') return <td class="number">{formatTime(sum)}</td>;
  return (
    <td class="number" title={exact(sum)}>
      {rounded(sum)}
    </td>
  );
}

interface TotalProps {
  readonly column: Column;
  readonly layers: readonly TableLayer[];
  readonly peak: number;
}

/** Arrow keys go from row to row, Home and End to the first and the last. */
function moveRow(event: KeyboardEvent & { readonly currentTarget: HTMLButtonElement }): void {
  const row = event.currentTarget.closest('tr');
  const target = {
    ArrowDown: row?.nextElementSibling,
    ArrowUp: row?.previousElementSibling,
    Home: row?.parentElement?.firstElementChild,
    End: row?.parentElement?.lastElementChild,
  }[event.key];
  const button = target?.querySelector('button');
  if (!button) return;
  event.preventDefault();
  button.focus();
}
