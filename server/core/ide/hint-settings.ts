/** Which hints are shown: figures at the ends of lines, and the names of arguments that are given by their place. */
export interface HintSettings {
  readonly shape: boolean;
  readonly receptiveField: boolean;
  readonly params: boolean;
  readonly macs: boolean;
  readonly arguments: boolean;
}

export const DEFAULT_HINTS: HintSettings = {
  shape: true,
  receptiveField: true,
  params: false,
  macs: false,
  arguments: false,
};
