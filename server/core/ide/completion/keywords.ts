/** The words of the language that begin something, with what follows them. */
import type { Suggestion } from './completion.ts';

const keyword = (label: string, detail: string, snippet: string): Suggestion => ({
  kind: 'keyword',
  label,
  detail,
  snippet,
});

export const FILE_KEYWORDS: readonly Suggestion[] = [
  keyword('model', 'a network', 'model ${1:Name}(${2:classes=10}) {\n  input(${3:3x224x224})\n  $0\n}'),
  keyword('block', 'layers to be used many times', 'block ${1:name}(${2:out}) {\n  $0\n}'),
  keyword('let', 'a name for a value', 'let ${1:name} = $0'),
  keyword('import', 'blocks of another file', 'import ${1:name} from "${2:file}.cnn"'),
];

export const CHAIN_KEYWORDS: readonly Suggestion[] = [
  keyword('if', 'layers under a condition', 'if ${1:condition} { $0 }'),
  keyword('repeat', 'layers many times over', 'repeat ${1:count} { $0 }'),
  keyword('for', 'layers once for each value', 'for ${1:name} in ${2:0..4} { $0 }'),
  keyword('reuse', 'layers again, with the same weights', 'reuse(${1:label})'),
];

export const LINE_KEYWORDS: readonly Suggestion[] = [
  keyword('let', 'a name for a value', 'let ${1:name} = $0'),
  keyword('output', 'a result of the model', 'output ${1:name}'),
  keyword('expect', 'what must hold of the line above', 'expect ${1:rf >= 91}'),
  keyword('budget', 'what must hold of the model', 'budget ${1:params <= 1.2M}'),
  keyword('weights', 'trained values', 'weights "${1:file}.safetensors"'),
];
