interface SelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  /** Each with its title. */
  readonly options: readonly (readonly [Value, string])[];
  readonly choose: (value: Value) => void;
}

/** One of a few, with the browser's own list: it is never cut off by the page's edge. */
export const Select = <Value extends string>({ label, value, options, choose }: SelectProps<Value>) => (
  <select
    class="select"
    aria-label={label}
    title={label}
    value={value}
    onChange={({ currentTarget }) => {
      const option = options[currentTarget.selectedIndex];
      if (option) choose(option[0]);
    }}
  >
    {options.map(([one, title]) => (
      <option key={one} value={one}>
        {title}
      </option>
    ))}
  </select>
);
