import { parseSetting, type Settings } from '#core/analyze.ts';
import { UsageError } from './usage.ts';

/** What `--set name=value` gives the parameters of models. */
export function readSettings(texts: readonly string[]): Settings {
  return new Map(
    texts.map(text => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
      const expression = value === undefined ? undefined : parseSetting(value);
      if (name === undefined || !expression) throw new UsageError(`--set takes name=value, not ${text}.`);
      return [name, expression] as const;
    }),
  );
}
