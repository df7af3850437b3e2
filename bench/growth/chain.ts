/** Chains of layers, as long as one likes. */
export interface Chain {
  readonly layers: number;
  readonly text: string;
  readonly params: number;
}

/** A convolution has 8 · 8 · 3 · 3 weights and 8 biases, a batch norm 8 scales and 8 shifts. */
const PARAMS_A_TURN = 8 * 8 * 9 + 8 + 2 * 8;

/** A line a layer, each convolution with a name of its own. */
export function writtenChainOf(layers: number): Chain {
  const turns = (layers - 1) / 3;
  const lines = Array.from({ length: turns }, (_, turn) => `  c${turn} = conv(8, 3, padding=1)\n  bn\n  relu\n`);
  const text = `model Chain {\n  input(8x32x32)\n${lines.join('')}}\n`;
  return { layers, text, params: turns * PARAMS_A_TURN };
}

/** An input, and turns of three layers. */
export function chainOf(layers: number): Chain {
  const turns = (layers - 1) / 3;
  const text = `model Chain {
  input(8x32x32)
  repeat ${turns} { conv(8, 3, padding=1) -> bn -> relu }
}
`;
  return { layers, text, params: turns * PARAMS_A_TURN };
}
