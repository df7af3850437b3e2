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

/** Gives an object more properties, each computed once, when first asked for. */
export function withLazy<T extends object, L extends object>(
  object: T,
  parts: { readonly [Name in keyof L]: () => L[Name] },
): T & L {
  for (const [name, compute] of Object.entries<() => unknown>(parts))
    Object.defineProperty(object, name, { get: lazy(compute), enumerable: true });
  return object as T & L;
}
