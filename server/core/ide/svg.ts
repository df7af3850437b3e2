/** The little SVG that hovers are made of. Grey and saturated colours of middle lightness read on light and on dark. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const rectangle = ({ x, y, width, height }: Box, style: string): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" ${style}/>`;

export const caption = (x: number, y: number, text: string): string => `<text x="${x}" y="${y}">${text}</text>`;

/** About how wide a caption is: a Chinese character is twice as wide as a letter. */
export const captionWidth = (text: string): number =>
  [...text].reduce((width, letter) => width + (/\p{Script=Han}/u.test(letter) ? 10 : 5), 0);

/** A picture as Markdown, its text alternative beside it. `)` would end the address. */
export function image(alternative: string, width: number, height: number, parts: readonly string[]): string {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="10" fill="#808080">`;
  const address = encodeURIComponent(`${head}${parts.join('')}</svg>`).replace(/[()']/g, escaped);
  return `![${alternative}](data:image/svg+xml,${address})`;
}

const escaped = (mark: string): string => `%${mark.charCodeAt(0).toString(16)}`;
