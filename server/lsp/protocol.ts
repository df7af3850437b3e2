/** Requests beyond the Language Server Protocol, as plain data. */
import type { RunnableModel } from '#core/ide/program.ts';
import type { Sought } from './files.ts';
import type { Translations } from '#core/words.ts';

/** From the client: asks for the program of the model at a position. */
export const PROGRAM_REQUEST = 'fovea/program';

export interface ProgramParams {
  readonly uri: string;
  /** An LSP position: zero-based line and UTF-16 character. The model around it, else the file's first. */
  readonly position: { readonly line: number; readonly character: number };
  /** The model of this name, where there still is one. */
  readonly model?: string;
}

/**
 * Of the document's `version`. A program's `weightsFile` is a file's name, of which `uriOf` in `file-names.ts` makes the
 * URI. Of a broken model the page keeps its last result, and says so.
 */
export type ProgramResult = RunnableModel & { readonly version: number };

/** From the server: asks for a file's text, decoded as UTF-8; null where there is no such file. */
export const READ_FILE_REQUEST = 'fovea/readFile';
/** From the server: asks whether there is a file. */
export const FILE_EXISTS_REQUEST = 'fovea/fileExists';
/** From the server: asks for the URIs of files in a folder. Takes `ListFilesParams`. */
export const LIST_FILES_REQUEST = 'fovea/listFiles';

export interface FileParams {
  readonly uri: string;
}

export type ListFilesParams = FileParams & Sought;

/** The server's command: shows one of a block's instances in hints and hovers. Takes `ShowInstance`. */
export const SHOW_INSTANCE = 'fovea.showInstance';

export interface ShowInstance {
  readonly uri: string;
  readonly block: string;
  /** The instance's name: its path. */
  readonly instance: string;
}

/** The client's command: lets the user choose which instance to show. Takes `ChooseInstance`. */
export const CHOOSE_INSTANCE = 'fovea.chooseInstance';

export interface ChooseInstance extends ShowInstance {
  readonly instances: readonly string[];
}

/** The client's command: opens the preview of the document in the active editor. */
export const OPEN_PREVIEW = 'fovea.openPreview';

/** From the server: asks for a file's text as the last commit has it; null where there is no commit, or the file is not in it. */
export const READ_COMMITTED_REQUEST = 'fovea/readCommitted';
/** From the client: there is another commit, or the user wants to compare with it, or no longer does. */
export const COMMITTED_CHANGED = 'fovea/committedChanged';

/** The client's command: shows what changed in a model since the last commit. Takes `DifferenceParams`. */
export const SHOW_DIFFERENCE = 'fovea.showDifference';
/** From the client: asks for that as text; null where there is nothing to compare. */
export const DIFFERENCE_REQUEST = 'fovea/difference';

export interface DifferenceParams {
  readonly uri: string;
  readonly model: string;
}

/** What a client says of itself when it starts the server. */
export interface InitializationOptions {
  /** True when the client answers `fovea/readFile`, `fovea/fileExists` and `fovea/listFiles`, for files that are not on the server's disk. */
  readonly readsFiles?: boolean;
  /** True when the client has the commands `OPEN_PREVIEW` and `CHOOSE_INSTANCE`. */
  readonly hasCommands?: boolean;
  /** What stands for each English text in the user's language; without it the server looks by the client's locale. */
  readonly translations?: Translations;
  /** True when the client answers `fovea/readCommitted`, and has the command `SHOW_DIFFERENCE`. */
  readonly readsCommitted?: boolean;
  /** True when its hovers show images whose data is in their address. */
  readonly showsPictures?: boolean;
  /** True when a link in its hovers to `file#Lline,column`, both from 1, goes there. */
  readonly opensPlaces?: boolean;
}
