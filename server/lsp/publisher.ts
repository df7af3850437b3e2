/** When diagnostics reach a client: one that pulls is told to ask again, one that does not is sent them. */
import type { Services } from './answering.ts';

/** Long enough not to flicker at every key, short enough to be there when one looks up. */
const PUSH_DELAY_MS = 250;

export interface Publisher {
  /** A document was opened or edited. */
  readonly edited: (uri: string) => void;
  /** Documents may have changed although their text has not. */
  readonly outdated: (uris: readonly string[]) => void;
  readonly closed: (uri: string) => void;
}

/** For clients that pull: they ask by themselves after an edit, and need telling only when another file changed. */
export const pullPublisher = (refresh: () => void): Publisher => ({
  edited: () => {},
  outdated: uris => {
    if (uris.length > 0) refresh();
  },
  closed: () => {},
});

export function pushPublisher(
  services: Pick<Services, 'client' | 'connection' | 'documents' | 'settings' | 'words'>,
  refresh: () => void,
): Publisher {
  const { connection, documents } = services;
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const send = async (uri: string) => {
    waiting.delete(uri);
    const analysed = await documents.analysed(uri);
    if (!analysed) return;
    const { toDiagnostics } = await import('./language.ts');
    const { version } = analysed.document;
    await connection.sendDiagnostics({ uri, version, diagnostics: toDiagnostics(analysed, services) });
  };
  const schedule = (uri: string) => {
    clearTimeout(waiting.get(uri));
    waiting.set(
      uri,
      setTimeout(() => {
        send(uri).catch((error: unknown) => connection.console.error(String(error)));
      }, PUSH_DELAY_MS),
    );
  };
  return {
    edited: schedule,
    outdated: uris => {
      uris.forEach(schedule);
      if (uris.length > 0) refresh();
    },
    closed: uri => {
      clearTimeout(waiting.get(uri));
      waiting.delete(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}
