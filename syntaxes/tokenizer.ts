/** Texts coloured by the engine that VS Code has: for the tests of the grammars. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IRawGrammar } from 'vscode-textmate';
import { grammar, markdownGrammar, type Grammar } from './generate.ts';

export interface Coloured {
  readonly text: string;
  /** Where it begins in the whole text. */
  readonly start: number;
  /** Outermost first, the grammar's own name left out. */
  readonly scopes: readonly string[];
}

const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
await oniguruma.loadWASM(new Uint8Array(wasm));

/** Of Markdown just what fences are put into. */
const markdown: Grammar = {
  scopeName: 'text.html.markdown',
  patterns: [{ name: 'markup.heading.markdown', match: '^#.*$' }],
};

const grammars = new Map([grammar, markdownGrammar, markdown].map(one => [one.scopeName, one]));

const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: patterns => new oniguruma.OnigScanner(patterns),
    createOnigString: text => new oniguruma.OnigString(text),
  }),
  loadGrammar: async name => (grammars.get(name) as unknown as IRawGrammar | undefined) ?? null,
  getInjections: name => (name === markdown.scopeName ? [markdownGrammar.scopeName] : undefined),
});

/** The tokens of a text, line by line, white space left out. */
export async function coloured(text: string, scope = grammar.scopeName): Promise<readonly Coloured[]> {
  const loaded = await registry.loadGrammar(scope);
  if (!loaded) throw new Error(`There is no grammar ${scope}.`);
  let [state, start] = [textmate.INITIAL, 0];
  return text.split('\n').flatMap(line => {
    const { tokens, ruleStack } = loaded.tokenizeLine(line, state);
    const begin = start;
    [state, start] = [ruleStack, start + line.length + 1];
    return tokens
      .map(({ startIndex, endIndex, scopes }) => ({
        text: line.slice(startIndex, endIndex),
        start: begin + startIndex,
        scopes: scopes.filter(name => name !== scope),
      }))
      .filter(token => token.text.trim() !== '');
  });
}
