/** Which figures the hints at the ends of lines show. */
export interface HintSettings {
  readonly shape: boolean;
  readonly receptiveField: boolean;
  readonly params: boolean;
  readonly macs: boolean;
}

export const DEFAULT_HINTS: HintSettings = { shape: true, receptiveField: true, params: false, macs: false };
