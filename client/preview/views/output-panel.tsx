import { formatShare, formatValue } from '../numbers.ts';
import type { TopValues } from '../worker/messages.ts';
import { Tool } from './tool.tsx';
import { say } from '../words.ts';

interface OutputPanelProps {
  readonly top: TopValues;
  /** Finds out what a value depends on; none where nothing can be hidden. */
  readonly occlude: ((index: number, name: string) => void) | undefined;
}

/** The greatest values of a flat output, with their shares of the softmax. */
export function OutputPanel({ top: { output, of, values }, occlude }: OutputPanelProps) {
  const isNamed = values.some(({ name }) => name !== undefined);
  return (
    <section class="output" aria-label={say`Output`}>
      <header>
        <h2>{say`Output`}</h2> <span>{output}</span>
        <span class="note">
          {values.length < of ? say`top ${values.length} of ${of}, softmax` : say`${of} values, softmax`}
        </span>
      </header>
      <table>
        <thead class="unseen">
          <tr>
            <th scope="col">{say`Index`}</th>
            {isNamed && <th scope="col">{say`Class`}</th>}
            <th scope="col">{say`Softmax, as a bar`}</th>
            <th scope="col">Softmax</th>
            <th scope="col">{say`Value`}</th>
            {occlude && <th scope="col">{say`Occlusion`}</th>}
          </tr>
        </thead>
        <tbody>
          {values.map(({ index, name, value, share }, place) => (
            // By place: Chromium loses the style of a row that moves and gets another class at once.
            <tr key={place} class={place === 0 ? 'best' : ''}>
              <th scope="row">{index}</th>
              {isNamed && <td class="class-name">{name}</td>}
              <td class="bar" aria-hidden="true">
                <div style={{ width: `${100 * share}%` }} />
              </td>
              <td>{formatShare(share)}</td>
              <td class="score">{formatValue(value)}</td>
              {occlude && (
                <td class="tool-cell">
                  <Tool
                    icon="eye"
                    label={say`Find out where ${name ?? index} is seen: occlusion`}
                    press={() => occlude(index, say`${name ?? index} of ${output}`)}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
