import type { Tab } from '../state.ts';
import { moveFocus } from './arrow-keys.ts';
import { say } from '../words.ts';

const TITLES: Readonly<Record<Tab, string>> = { forward: say`Forward`, graph: say`Graph`, table: say`Table` };
const ALL: readonly Tab[] = ['forward', 'graph', 'table'];

interface TabsProps {
  readonly tab: Tab;
  readonly open: (tab: Tab) => void;
}

/** The views to choose from, by pointer or by arrow keys. */
export const Tabs = ({ tab, open }: TabsProps) => (
  <div role="tablist" aria-label={say`View`} class="tabs">
    {ALL.map(one => (
      <button
        key={one}
        type="button"
        role="tab"
        id={tabId(one)}
        aria-selected={one === tab}
        aria-controls={one === tab ? PANEL : undefined}
        tabIndex={one === tab ? 0 : -1}
        onClick={() => open(one)}
        onKeyDown={event => moveFocus(event)?.click()}
      >
        {TITLES[one]}
      </button>
    ))}
  </div>
);

const PANEL = 'view';

const tabId = (tab: Tab): string => `tab-${tab}`;

/** What makes an element the panel of a tab. */
export const panelOf = (tab: Tab) =>
  ({ id: PANEL, class: `view ${tab}`, role: 'tabpanel', 'aria-labelledby': tabId(tab) }) as const;
