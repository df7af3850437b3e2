/** The library: blocks written in `.cnn`, by the file name that stands for each in spans and in "go to definition". */
export declare const library: Readonly<Record<string, string>>;
