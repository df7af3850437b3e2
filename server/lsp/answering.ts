import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
  type Position,
  type Range,
  type TextDocumentIdentifier,
} from 'vscode-languageserver';
import type { ClientSupport } from './capabilities.ts';
import type { ChosenInstances } from './chosen-instances.ts';
import type { Committed } from './committed.ts';
import type { Analysed, Documents } from './documents.ts';
import type { Settings } from './settings.ts';
import type { Words } from '#core/words.ts';

export interface Services {
  readonly connection: Connection;
  readonly documents: Documents;
  readonly settings: Settings;
  readonly client: ClientSupport;
  readonly instances: ChosenInstances;
  /** Says what the core has to say in the reader's language. */
  readonly words: Words;
  /** Absent where the client does not read commits. */
  readonly committed: Committed | undefined;
  /** Asks the client to ask for hints, lenses and the like again. */
  readonly refresh: () => void;
}

export interface AboutDocument {
  readonly textDocument: TextDocumentIdentifier;
}
export interface AboutPosition extends AboutDocument {
  readonly position: Position;
}
export interface AboutRange extends AboutDocument {
  readonly range: Range;
}

/**
 * A request's handler: `respond` gets the analysis of the document as it is now. A document that is not open, and a bug
 * of ours, give `nothing`; the bug is logged, and the server goes on.
 */
export const answering = (services: Services) => answeringWith(services, uri => services.documents.analysed(uri));

/** The same with the last analysis of the document, which nobody waits for. */
export const answeringAtOnce = (services: Services) => answeringWith(services, uri => services.documents.before(uri));

const answeringWith =
  ({ connection }: Services, find: (uri: string) => Analysed | undefined | Promise<Analysed | undefined>) =>
  <P, R>(uriIn: (params: P) => string, nothing: R, respond: (analysed: Analysed, params: P) => R | Promise<R>) =>
  async (params: P, token: CancellationToken): Promise<R | ResponseError<never>> => {
    try {
      const analysed = await find(uriIn(params));
      if (token.isCancellationRequested) return cancelled();
      return analysed ? await respond(analysed, params) : nothing;
    } catch (error) {
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return nothing;
    }
  };

const cancelled = () => new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');

export const ownUri = ({ textDocument }: AboutDocument): string => textDocument.uri;
