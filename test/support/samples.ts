/** The samples, as an editor with the folder open would see them. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { analyze, parseSetting, type ModelAnalysis, type Settings } from '#core/analyze.ts';
import type { Host } from '#core/host.ts';

const at = (file: string): URL => new URL(`../../samples/${file}`, import.meta.url);

const isFile = (file: string): boolean => statSync(at(file), { throwIfNoEntry: false })?.isFile() ?? false;

export const sampleText = (file: string): string => readFileSync(at(file), 'utf8');

export const sampleHost: Host = {
  read: file => (isFile(file) ? { text: sampleText(file) } : { problem: 'missing' }),
  exists: file => isFile(file),
};

/** With one of them, or one more, as it is in an editor. */
export const sampleHostWith = (file: string, text: string): Host => ({
  ...sampleHost,
  read: other => (other === file ? { text } : sampleHost.read(other)),
});

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
