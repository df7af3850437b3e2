/** The samples, as an editor with the folder open would see them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { analyze, parseSetting, type ModelAnalysis, type Settings } from '#core/analyze.ts';
import type { Host } from '#core/host.ts';

const at = (file: string): URL => new URL(`../../samples/${file}`, import.meta.url);

export const sampleText = (file: string): string => readFileSync(at(file), 'utf8');

export const sampleHost: Host = {
  read: file => (existsSync(at(file)) ? { text: sampleText(file) } : { problem: 'missing' }),
  exists: file => existsSync(at(file)),
};

/** Every sample, by its path in the folder, with `/`. */
export const sampleFiles: readonly string[] = readdirSync(at('.'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.cnn'))
  .map(file => file.replaceAll('\\', '/'));

/** A model of a sample, with numbers for some of its parameters. */
export function sampleModel(file: string, name: string, numbers: Readonly<Record<string, number>> = {}): ModelAnalysis {
  const model = analyze(file, sampleHost, settingsOf(numbers)).models.find(one => one.name === name);
  if (!model) throw new Error(`${file} has no model ${name}`);
  return model;
}

const settingsOf = (numbers: Readonly<Record<string, number>>): Settings =>
  new Map(
    Object.entries(numbers).flatMap(([name, number]) => {
      const value = parseSetting(String(number));
      return value ? [[name, value] as const] : [];
    }),
  );
