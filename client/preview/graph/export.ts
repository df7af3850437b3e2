/** The graph on paper: dark on white, whatever the colour theme is. */
import type { Size } from './layout.ts';

const STYLE = `
  svg { background: #fff; font-family: system-ui, "Segoe UI", Helvetica, Arial, sans-serif }
  .name, .edge text { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace }
  text { fill: #24292f }
  .node text, .edge text { text-anchor: middle }
  .name { font-size: 12px; font-weight: 600 }
  .what, .box text { font-size: 11px; fill: #57606a }
  .edge text { font-size: 10px; fill: #57606a; stroke: #fff; stroke-width: 4px; paint-order: stroke; stroke-linejoin: round }
  .edge path { fill: none; stroke: #8c959f }
  #arrow path { fill: #8c959f }
  .back, .under { fill: #fff; stroke: #8c959f }
  .fault .back { stroke: #cf222e; stroke-width: 2 }
  .wrong { font-size: 11px; fill: #cf222e }
  .cost { fill: #4493f8; stroke: none }
  .box > rect { fill: #57606a; fill-opacity: 0.05; stroke: #d0d7de }
  .target { fill: none }
  .heading path { fill: none; stroke: #57606a }
`;

/** A stand-alone picture of a drawing in the page: all of it, at its own size. */
export function svgText(drawn: SVGSVGElement, { width, height }: Size): string {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  for (const { name } of [...copy.attributes]) copy.removeAttribute(name);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.querySelector('.scene')?.removeAttribute('transform');
  for (const element of copy.querySelectorAll('[role]'))
    for (const name of ['role', 'tabindex', 'aria-label', 'aria-expanded', 'data-id']) element.removeAttribute(name);
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = STYLE;
  copy.prepend(style);
  return new XMLSerializer().serializeToString(copy);
}

/** What a browser can still draw, in pixels along a side. */
const MOST_PIXELS = 16_000;

/** The same in pixels, two to a unit where that is not too many. Rejects where there is no memory for it. */
export async function pngBytes(svg: string, { width, height }: Size): Promise<Uint8Array> {
  const scale = Math.min(2, MOST_PIXELS / width, MOST_PIXELS / height);
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = new OffscreenCanvas(Math.ceil(scale * width), Math.ceil(scale * height));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}
