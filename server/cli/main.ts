/** `fovea`: the command line over the core. Exit status 0 clean, 1 errors found, 2 wrong usage. */
import { join } from 'node:path';
import { wordsOf, type Words } from '#core/words.ts';
import { nodeTranslations } from '../lsp/node-translations.ts';
import { serveStdio } from '../lsp/serve-stdio.ts';
import { check } from './check.ts';
import { cost } from './cost.ts';
import { diff } from './diff.ts';
import { exportModel } from './export.ts';
import { field } from './field.ts';
import { importModel } from './import.ts';
import { formatFiles } from './format.ts';
import { sizes } from './sizes.ts';
import { table } from './table.ts';
import { readLanguage, UsageError } from './usage.ts';

const HELP = `fovea: convolutional networks in .cnn, analysed exactly

  fovea table FILE… [--model NAME] [--set name=value]… [--format text|json]
      every layer's shape, parameters, MACs and receptive field; JSON is one document a model, one a line
  fovea check FILE… [--format text|json|sarif] [--fail-on error|warning|information|hint|never] [--report]
      what is wrong and what might be better, where, and what would mend it; fails on errors unless told otherwise;
      with --report also what sizes, field and cost tell of each model, on each --device NAME=FLOPS,BYTES
  fovea diff A B [--model NAME] [--format text|json]
      layers added, removed and changed from A to B, and what they cost before and after; FILE@REV is a file, with
      what it imports, as a revision of its git repository has it: fovea diff net.cnn@HEAD net.cnn
  fovea field FILE [--layer PATH] [--cell row,column] [--model NAME] [--format text|json]
      what a model sees of its input, in effect too, and how it can be run in tiles; or what one cell of a layer sees
  fovea cost FILE [--batch N] [--device NAME=FLOPS,BYTES]… [--model NAME] [--format text|json]
      what running and training takes: where memory peaks and what is alive there, each layer's operations a byte, and
      the least time on devices of so many operations and bytes a second, such as A100=19.5T,1555G
  fovea sizes FILE… [--format text|json]
      the input sizes that each model takes
  fovea export FILE --to onnx|pytorch|keras [--output PATH] [--model NAME] [--set name=value]…
      the model with its weights as an ONNX file; or as a PyTorch module, whose state dict has the same paths; or for Keras 3
  fovea import FILE.onnx [--output FILE.cnn] [--shape 3x224x224]
      an ONNX file as .cnn, with its weights beside it where a file is named; --shape where the file leaves it open
  fovea format FILE… [--check]
      rewrites the files in the one layout; with --check only says which are not in it
  fovea run FILE [--input PICTURE|ARRAY.npy] [--model NAME] [--output DIR] [--format text|json|npy]
      a forward pass: what every layer gives for a PNG or JPEG (or noise, constant, impulse); every map into a folder
  fovea serve --stdio
      the language server, for any editor

A FILE is a .cnn file, or - for standard input. --lang zh-cn says it in Chinese; without it LANG decides. Exit status: 0 clean, 1 errors found, 2 wrong usage.
`;

const commands: Readonly<Record<string, (args: readonly string[], words: Words) => number | Promise<number>>> = {
  table,
  check,
  diff,
  field,
  cost,
  sizes,
  export: exportModel,
  import: importModel,
  format: formatFiles,
  run: async (args, words) => (await import('./run.ts')).run(args, words),
  serve,
  help,
};

function help(): number {
  process.stdout.write(HELP);
  return 0;
}

/** Serves until the editor ends the connection. */
function serve(args: readonly string[]): Promise<number> {
  if (args.length !== 1 || args[0] !== '--stdio') throw new UsageError('serve takes --stdio.');
  serveStdio();
  return new Promise(() => {});
}

async function main(given: readonly string[]): Promise<number> {
  const { language, rest } = readLanguage(given, process.env);
  const [command = 'help', ...args] = rest;
  const run = Object.hasOwn(commands, command.replace(/^--/, '')) ? commands[command.replace(/^--/, '')] : undefined;
  try {
    if (!run) throw new UsageError(`There is no command ${command}.`);
    return await run(args, wordsOf(nodeTranslations(join(__dirname, 'l10n'), language)));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`fovea: ${error.message}\nfovea help says how it is used.\n`);
    return 2;
  }
}

// Whoever reads may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// Setting the code, not exiting: what is still on its way to a pipe must arrive.
void main(process.argv.slice(2)).then(code => {
  process.exitCode = code;
});
