/** Runs the sections that are named, or all of them, one after the other. */
import { benchAnalysis } from './analysis/bench.ts';
import { benchKeystroke } from './keystroke/bench.ts';
import { benchGrowth } from './growth/bench.ts';
import { benchPreview } from './preview/bench.ts';
import { benchRequests } from './requests/bench.ts';

const sections: Readonly<Record<string, () => Promise<void>>> = {
  analysis: benchAnalysis,
  keystroke: benchKeystroke,
  requests: benchRequests,
  growth: benchGrowth,
  preview: benchPreview,
};

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter(name => !Object.hasOwn(sections, name));
  if (unknown.length > 0)
    throw new Error(`There is no section ${unknown.join(', ')}. There is ${Object.keys(sections).join(', ')}.`);
  for (const [name, bench] of Object.entries(sections)) if (names.length === 0 || names.includes(name)) await bench();
}

void main(process.argv.slice(2));
