import { messageOf } from '#core/message-of.ts';
import { ENGLISH, say, type Text } from '#core/words.ts';
/** A network that this runtime cannot run, for a reason that its user can understand. */
export class CannotRun extends Error {
  readonly text: Text;

  constructor(text: Text) {
    super(ENGLISH(text));
    this.text = text;
  }
}

/** Why this runtime is of no use on this machine. */
export class Refusal extends CannotRun {}

export interface Failure {
  readonly message: Text;
  /** Whether the WebAssembly that failed is of no more use. */
  readonly fatal: boolean;
}

/** What went wrong in a run, for its user. */
export function failureOf(error: unknown): Failure {
  const message = messageOf(error);
  if (error instanceof CannotRun) return { message: error.text, fatal: false };
  if (/bad_alloc|out of memory|memory access|allocation failed/i.test(message))
    return {
      message: say`The network needs more memory than WebAssembly has. A smaller input takes less. (${message})`,
      fatal: true,
    };
  return {
    message: say`onnxruntime cannot run the network. ${message}`,
    fatal: /aborted|no available backend/i.test(message),
  };
}
