import type { Network } from '../network/network.ts';

/** `x` for what only the next layer reads, or nobody; else the layer's path, as a name. By layer id. */
export function tensorNames({ layers, outputs }: Network): readonly string[] {
  const last = layers.map(({ id }) => id);
  const first = layers.map(({ id }) => id);
  for (const { id, inputs } of layers) for (const input of inputs) last[input] = id;
  for (const { id, inputs } of layers.toReversed()) for (const input of inputs) first[input] = id;
  const kept = new Set(outputs.map(({ layer }) => layer).filter(id => id !== layers.length - 1));
  const taken = new Set<string>();
  return layers.map(({ id, path }) => {
    const isPassedOn = !kept.has(id) && (last[id] ?? id) <= id + 1 && first[id] === last[id];
    if (isPassedOn) return 'x';
    const name = `x_${path.replace(/[^\p{L}\p{N}_]+/gu, '_')}`;
    const unique = taken.has(name) ? `${name}_${id}` : name;
    taken.add(unique);
    return unique;
  });
}
