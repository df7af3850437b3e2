/** CodeLens, and the command behind a block's. */
import type { Command, ExecuteCommandParams } from 'vscode-languageserver';
import { codeLenses, type CodeLens } from '#core/ide/code-lenses.ts';
import { answering, ownUri, type Services } from './answering.ts';
import { differenceLenses } from './differences.ts';
import { toRange } from './positions.ts';
import { CHOOSE_INSTANCE, OPEN_PREVIEW, SHOW_INSTANCE, type ChooseInstance, type ShowInstance } from './protocol.ts';

export function lensAnswers(services: Services) {
  const { client, instances, words, refresh } = services;
  return {
    lenses: answering(services)(ownUri, [], analysed => {
      const { document, analysis } = analysed;
      const own = codeLenses(analysis, instances.of(document.uri))
        .filter(({ action }) => action?.kind !== 'preview' || client.hasCommands)
        .map(lens => ({
          range: toRange(document, lens.span),
          command: {
            title: words(lens.title),
            ...(client.hasCommands ? clientCommand(lens, document.uri) : serverCommand(lens, document.uri)),
          },
        }));
      return [...own, ...differenceLenses(services, analysed)];
    }),
    command: async ({ command, arguments: given = [] }: ExecuteCommandParams) => {
      const [request] = given;
      if (command !== SHOW_INSTANCE || !isShowInstance(request)) return null;
      instances.choose(request.uri, request.block, request.instance);
      refresh();
      return null;
    },
  };
}

type Untitled = Omit<Command, 'title'>;

/** A command without a name is text that cannot be clicked. */
function clientCommand({ action }: CodeLens, uri: string): Untitled {
  if (!action) return { command: '' };
  if (action.kind === 'preview') return { command: OPEN_PREVIEW };
  const { block, shown: instance, instances } = action;
  const request: ChooseInstance = { uri, block, instance, instances };
  return { command: CHOOSE_INSTANCE, arguments: [request] };
}

/** Where the client cannot let the user choose, a click goes on to the next instance. */
function serverCommand({ action }: CodeLens, uri: string): Untitled {
  if (action?.kind !== 'choose') return { command: '' };
  const { block, shown, instances } = action;
  const instance = instances[(instances.indexOf(shown) + 1) % instances.length] ?? shown;
  const request: ShowInstance = { uri, block, instance };
  return { command: SHOW_INSTANCE, arguments: [request] };
}

const isShowInstance = (request: unknown): request is ShowInstance =>
  typeof request === 'object' &&
  request !== null &&
  ['uri', 'block', 'instance'].every(key => typeof (request as Record<string, unknown>)[key] === 'string');
