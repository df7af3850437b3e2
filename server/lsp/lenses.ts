/** CodeLens, and the command behind a block's. */
import type { Command, ExecuteCommandParams } from 'vscode-languageserver';
import { codeLenses, type CodeLens } from '#core/ide/code-lenses.ts';
import { answering, ownUri, type Services } from './answering.ts';
import { toRange } from './positions.ts';
import { CHOOSE_INSTANCE, OPEN_PREVIEW, SHOW_INSTANCE, type ChooseInstance, type ShowInstance } from './protocol.ts';

export function lensAnswers(services: Services) {
  const { client, instances, refresh } = services;
  return {
    lenses: answering(services)(ownUri, [], ({ document, analysis }) =>
      codeLenses(analysis, instances.of(document.uri))
        .filter(({ action }) => action?.kind !== 'preview' || client.hasCommands)
        .map(lens => ({
          range: toRange(document, lens.span),
          command: client.hasCommands ? clientCommand(lens, document.uri) : serverCommand(lens, document.uri),
        })),
    ),
    command: async ({ command, arguments: given = [] }: ExecuteCommandParams) => {
      const [request] = given;
      if (command !== SHOW_INSTANCE || !isShowInstance(request)) return null;
      instances.choose(request.uri, request.block, request.instance);
      refresh();
      return null;
    },
  };
}

/** A command without a name is text that cannot be clicked. */
function clientCommand({ title, action }: CodeLens, uri: string): Command {
  if (!action) return { title, command: '' };
  if (action.kind === 'preview') return { title, command: OPEN_PREVIEW };
  const { block, shown: instance, instances } = action;
  const request: ChooseInstance = { uri, block, instance, instances };
  return { title, command: CHOOSE_INSTANCE, arguments: [request] };
}

/** Where the client cannot let the user choose, a click goes on to the next instance. */
function serverCommand({ title, action }: CodeLens, uri: string): Command {
  if (action?.kind !== 'choose') return { title, command: '' };
  const { block, shown, instances } = action;
  const instance = instances[(instances.indexOf(shown) + 1) % instances.length] ?? shown;
  const request: ShowInstance = { uri, block, instance };
  return { title, command: SHOW_INSTANCE, arguments: [request] };
}

const isShowInstance = (request: unknown): request is ShowInstance =>
  typeof request === 'object' &&
  request !== null &&
  ['uri', 'block', 'instance'].every(key => typeof (request as Record<string, unknown>)[key] === 'string');
