/** The words of the language that begin something, with what follows them. */
import type { Suggestion } from './completion.ts';
import { say, type Text } from '../../words.ts';

const keyword = (label: string, detail: Text, snippet: string): Suggestion => ({
  kind: 'keyword',
  label,
  detail,
  snippet,
});

export const FILE_KEYWORDS: readonly Suggestion[] = [
  keyword('model', say`a network`, 'model ${1:Name}(${2:classes=10}) {\n  input(${3:3x224x224})\n  $0\n}'),
  keyword('block', say`layers to be used many times`, 'block ${1:name}(${2:out}) {\n  $0\n}'),
  keyword('let', say`a name for a value`, 'let ${1:name} = $0'),
  keyword('import', say`blocks of another file`, 'import ${1:name} from "${2:file}.cnn"'),
];

export const CHAIN_KEYWORDS: readonly Suggestion[] = [
  keyword('if', say`layers under a condition`, 'if ${1:condition} { $0 }'),
  keyword('repeat', say`layers many times over`, 'repeat ${1:count} { $0 }'),
  keyword('for', say`layers once for each value`, 'for ${1:name} in ${2:0..4} { $0 }'),
  keyword('reuse', say`layers again, with the same weights`, 'reuse(${1:label})'),
];

export const LINE_KEYWORDS: readonly Suggestion[] = [
  keyword('let', say`a name for a value`, 'let ${1:name} = $0'),
  keyword('output', say`a result of the model`, 'output ${1:name}'),
  keyword('expect', say`what must hold of the line above`, 'expect ${1:rf >= 91}'),
  keyword('budget', say`what must hold of the model`, 'budget ${1:params <= 1.2M}'),
  keyword('weights', say`trained values`, 'weights "${1:file}.safetensors"'),
  keyword('classes', say`what the outputs are called`, 'classes "${1:names}.txt"'),
];
