/** A `.cnn` file, bundled as its text. */
declare module '*.cnn' {
  const text: string;
  export default text;
}
