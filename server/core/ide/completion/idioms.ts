/** Whole figures of well-known networks, written for the tensor that enters. */
import { nodesAround } from '../../language/tree-walk.ts';
import { channelsOf, spatialSizes, type Shape } from '../../ops/shape.ts';
import { freeName } from '../actions/name-line.ts';
import { codeBlock } from '../markdown.ts';
import type { CompletionPlace, Suggestion } from './completion.ts';
import { knownEntering } from './probe.ts';
import { say, type Text } from '../../words.ts';

/** Those that fit all tensors that enter; all of them where none is known. */
export function idioms(at: CompletionPlace): readonly Suggestion[] {
  const { analysis, text, word } = at;
  const entering = knownEntering(at.probes());
  const around = nodesAround(analysis.tree, word.start);
  const repeats = around.some(({ kind }) => kind === 'for' || kind === 'repeat');
  const channels = channelsOf(entering[0] ?? [64]);
  return IDIOMS.filter(({ fits, label }) => entering.every(fits) && !(repeats && label === NAMED)).map(
    ({ label, detail, write }) => {
      const snippet = write(channels, () => freeName(text, 'skip'));
      return { kind: 'idiom', label, detail, snippet, documentation: codeBlock(withoutTabStops(snippet)) };
    },
  );
}

/** What a snippet writes where its holes are left as they are. */
export const withoutTabStops = (snippet: string): string =>
  snippet
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replace(/\$\d/g, '')
    .replace(/\\([\\$}])/g, '$1');

interface Idiom {
  readonly label: string;
  readonly detail: Text;
  readonly fits: (entering: Shape) => boolean;
  /** For a tensor of so many channels; `newName` gives a name that is not taken. */
  readonly write: (channels: number, newName: () => string) => string;
}

const isMap = (shape: Shape): boolean => shape.length > 1;
const isAtLeast =
  (least: number) =>
  (shape: Shape): boolean =>
    isMap(shape) && spatialSizes(shape).every(size => size >= least);
const isEven = (shape: Shape): boolean => isMap(shape) && spatialSizes(shape).every(size => size % 2 === 0);

/** The one that gives a name, which a loop would give twice. */
const NAMED = 'unet_stage';

const IDIOMS: readonly Idiom[] = [
  {
    label: 'residual',
    detail: say`Residual unit: two 3×3, and what entered (He et al., 2015, arXiv 1512.03385)`,
    fits: isMap,
    write: channels =>
      `add({
  conv(${channels}, 3, padding=1, bias=false) -> bn -> relu
  conv(${channels}, 3, padding=1, bias=false) -> bn
}) -> relu`,
  },
  {
    label: 'residual_down',
    detail: say`Residual unit of stride 2, with a projection (He et al., 2015, arXiv 1512.03385)`,
    fits: isAtLeast(2),
    write: channels =>
      `add(
  {
    conv(\${1:${2 * channels}}, 3, stride=2, padding=1, bias=false) -> bn -> relu
    conv(\${1:${2 * channels}}, 3, padding=1, bias=false) -> bn
  },
  conv(\${1:${2 * channels}}, 1, stride=2, bias=false) -> bn,
) -> relu`,
  },
  {
    label: 'inception',
    detail: say`Inception: 1×1, 3×3, 5×5 and a pool side by side (Szegedy et al., 2014, arXiv 1409.4842)`,
    fits: isMap,
    write: () =>
      `concat(
  conv(\${1:64}, 1) -> relu,
  conv(\${2:96}, 1) -> relu -> conv(\${3:128}, 3, padding=1) -> relu,
  conv(\${4:16}, 1) -> relu -> conv(\${5:32}, 5, padding=2) -> relu,
  maxpool(3, stride=1, padding=1) -> conv(\${6:32}, 1) -> relu,
)`,
  },
  {
    label: 'spatial_pyramid',
    detail: say`Spatial pyramid pooling: a vector of fixed length from any size (He et al., 2014, arXiv 1406.4729)`,
    fits: isAtLeast(4),
    write: () =>
      `concat(
  adaptive_maxpool(\${1:4}) -> flatten,
  adaptive_maxpool(\${2:2}) -> flatten,
  adaptive_maxpool(1) -> flatten,
)`,
  },
  {
    label: NAMED,
    detail: say`U-Net stage: down, up, and what was there before (Ronneberger et al., 2015, arXiv 1505.04597)`,
    fits: isEven,
    write: (channels, newName) => {
      const skip = newName();
      return `${skip} = conv(\${1:${channels}}, 3, padding=1) -> relu
maxpool(2)
conv(\${2:${2 * channels}}, 3, padding=1) -> relu
conv_transpose(\${1:${channels}}, 2, stride=2)
concat(${skip}, identity)
conv(\${1:${channels}}, 3, padding=1) -> relu`;
    },
  },
  {
    label: 'dense_block',
    detail: say`Dense block: each layer reads all before it (Huang et al., 2016, arXiv 1608.06993)`,
    fits: isMap,
    write: () =>
      `repeat \${1:4} {
  concat(identity, {
    bn -> relu -> conv(\${2:128}, 1, bias=false)
    bn -> relu -> conv(\${3:32}, 3, padding=1, bias=false)
  })
}`,
  },
  {
    label: 'depthwise_separable',
    detail: say`A 3×3 for each channel, then a 1×1 that mixes them (Howard et al., 2017, arXiv 1704.04861)`,
    fits: isMap,
    write: channels =>
      `depthwise(3, padding=1, bias=false) -> bn -> relu
conv(\${1:${2 * channels}}, 1, bias=false) -> bn -> relu`,
  },
  {
    label: 'vgg_stage',
    detail: say`Two 3×3 and a pool (Simonyan and Zisserman, 2014, arXiv 1409.1556)`,
    fits: isEven,
    // The last of the activations behind the pool: a quarter of the work, with the same result.
    write: channels =>
      `repeat \${1:1} { conv(\${2:${2 * channels}}, 3, padding=1) -> relu }
conv(\${2:${2 * channels}}, 3, padding=1) -> maxpool(2) -> relu`,
  },
  {
    label: 'classifier',
    detail: say`Mean of each channel, then a score for each class (Lin et al., 2013, arXiv 1312.4400)`,
    fits: isMap,
    write: () => 'global_avgpool -> flatten -> linear(${1:10})',
  },
];
