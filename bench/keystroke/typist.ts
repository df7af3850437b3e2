/** Someone who changes one digit in the middle of a document, forth and back. */
export interface Typist {
  readonly text: string;
  /** Where the name of the layer begins that has the digit. */
  readonly layer: Place;
  /** The next edit, as the protocol has it. */
  readonly type: () => Edit;
}

export interface Edit {
  readonly range: { readonly start: Place; readonly end: Place };
  readonly text: string;
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/** The width of the first convolution of a unit: whatever it is, the unit's last one makes up for it. */
export function typistIn(text: string): Typist {
  const lines = text.split('\n');
  const unit = lines.findIndex(line => line.includes('layer3_30'));
  const line = lines.findIndex((candidate, index) => index > unit && candidate.includes('conv1'));
  const character = lines[line]?.indexOf('256') ?? -1;
  if (character < 0) throw new Error('There is nothing to edit.');
  const range = { start: { line, character }, end: { line, character: character + 1 } };
  let digit = '2';
  return {
    text,
    layer: { line, character: (lines[line] ?? '').search(/conv\b/) },
    type: () => {
      digit = digit === '2' ? '3' : '2';
      return { range, text: digit };
    },
  };
}
