import { formatShare, formatValue } from '../numbers.ts';
import type { TopValues } from '../worker/messages.ts';

interface OutputPanelProps {
  readonly top: TopValues;
}

/** The greatest values of the output, with their shares of the softmax. */
export const OutputPanel = ({ top: { output, of, values } }: OutputPanelProps) => (
  <section class="output" aria-label="Output">
    <header>
      <h2>Output</h2> <span>{output}</span>
      <span class="note">{values.length < of ? `top ${values.length} of ${of}` : `${of} values`}, softmax</span>
    </header>
    <table>
      <thead class="unseen">
        <tr>
          <th>Index</th>
          <th>Bar</th>
          <th>Softmax</th>
          <th>Value</th>
        </tr>
      </thead>
      <tbody>
        {values.map(({ index, value, share }) => (
          <tr key={index}>
            <th scope="row">{index}</th>
            <td class="bar" aria-hidden="true">
              <div style={{ width: `${100 * share}%` }} />
            </td>
            <td>{formatShare(share)}</td>
            <td class="score">{formatValue(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
