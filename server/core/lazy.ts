/** Computes once for each key, when first asked for it. */
export function remembered<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return key => {
    const computed = known.get(key) ?? { value: compute(key) };
    known.set(key, computed);
    return computed.value;
  };
}

/** Computes once, when first asked. */
export function lazy<T>(compute: () => T): () => T {
  let computed: { readonly value: T } | undefined;
  return () => (computed ??= { value: compute() }).value;
}
