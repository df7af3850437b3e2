import type { Analysis } from '../analyze.ts';
import type { Aim } from './aim.ts';
import type { Knob } from './knob.ts';
import { layerKnob } from './layer-knob.ts';
import { depthKnobs, widthKnobs } from './number-knobs.ts';
import { sitesOf } from './site.ts';
import { poolKnobs, separableKnob } from './structure-knobs.ts';
import { ladderKnob, windowKnobs, windowOf } from './window-knobs.ts';

/** What may be changed in a file to bring an aim nearer. */
export function knobsFor(analysis: Analysis, aim: Aim): readonly Knob[] {
  const sites = sitesOf(analysis, aim);
  const windows = sites.layers.flatMap(site => windowOf(aim, site) ?? []);
  const shared = [...windows.flatMap(window => windowKnobs(aim, window)), ...depthKnobs(analysis, aim, sites)];
  if (aim.fact !== 'rf')
    // Where the search is cut short, what helps most often has been tried.
    return [...widthKnobs(analysis, aim, sites), ...windows.flatMap(separableKnob), ...poolKnobs(analysis), ...shared];
  return aim.direction === 'more'
    ? [...shared, ...ladderKnob(windows), ...windows.flatMap(window => layerKnob(analysis.text, window))]
    : shared;
}
