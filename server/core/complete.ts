/** Whether none of the items is missing. */
export const isComplete = <T>(items: readonly (T | undefined)[]): items is readonly T[] => !items.includes(undefined);
