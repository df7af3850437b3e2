import { SemanticTokensBuilder, type SemanticTokens, type SemanticTokensDelta } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { TOKEN_MODIFIERS, TOKEN_TYPES, type SemanticToken } from '#core/ide/semantic-tokens.ts';

/** Semantic tokens as a client has them: of what it has already, it is sent the changes. */
export class TokenReports {
  // The library's own ids are the time of day, which may give two results one name.
  readonly #last = new Map<string, { readonly resultId: string; readonly builder: SemanticTokensBuilder }>();
  #count = 0;

  all(document: TextDocument, tokens: readonly SemanticToken[]): SemanticTokens {
    const builder = new SemanticTokensBuilder();
    push(builder, tokens, document);
    return { ...builder.build(), resultId: this.#named(document.uri, builder) };
  }

  since(
    document: TextDocument,
    tokens: readonly SemanticToken[],
    previousResultId: string,
  ): SemanticTokens | SemanticTokensDelta {
    const last = this.#last.get(document.uri);
    if (last?.resultId !== previousResultId) return this.all(document, tokens);
    const { builder } = last;
    builder.previousResult(builder.id);
    push(builder, tokens, document);
    return { ...builder.buildEdits(), resultId: this.#named(document.uri, builder) };
  }

  closed(uri: string): void {
    this.#last.delete(uri);
  }

  #named(uri: string, builder: SemanticTokensBuilder): string {
    this.#count += 1;
    const resultId = String(this.#count);
    this.#last.set(uri, { resultId, builder });
    return resultId;
  }
}

/** Tokens that no changes follow. */
export function encoded(tokens: readonly SemanticToken[], document: TextDocument): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  push(builder, tokens, document);
  return { data: builder.build().data };
}

function push(builder: SemanticTokensBuilder, tokens: readonly SemanticToken[], document: TextDocument): void {
  for (const { span, type, modifiers } of tokens) {
    const { line, character } = document.positionAt(span.start);
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
    builder.push(line, character, span.end - span.start, TOKEN_TYPES.indexOf(type), bits);
  }
}
