import { createRequire } from 'node:module';
import type * as Canvas from '@napi-rs/canvas';
import type { ReceiptImage } from '#domain/receipt/receipt-document.ts';
import type { Rasterizer, RasterLine, RasterRun } from '#drivers/printer/protocol/rasterizer.ts';
import { isolateNumbers } from '#drivers/printer/protocol/visual-order.ts';
import { CanvasFonts } from './canvas-fonts.ts';
import { symbolModules } from './symbol-modules.ts';

/** Dots of a line of font A at size 1, as `receipt-picture` draws it; the em is what a square glyph takes. */
const LINE = 30;
const BASELINE = 23;
const EM = 24;
/** Room above and below a line for marks that stand on one another. */
const ROOM = 24;
/** How much of a dot must be covered to be black: a little less than half, so that thin strokes stay whole. */
const BLACK_FROM = 112;
/** More characters than this on one line (marks take no column) can't be read any more. */
const LONGEST_RUN = 400;

const require = createRequire(import.meta.url);
let rasterizer: Rasterizer | null | undefined;

/**
 * The rasterizer of this machine, on Skia (`@napi-rs/canvas`) with the fonts of `font-slices`, behind them the system's own;
 * `null`, and a warning, where there is no build of it. The first call takes the time to load it (some 100 ms), the first line
 * in a script that to load its font: ask for it only when something is to be drawn (`needsDots`).
 */
export function hostRasterizer(): Rasterizer | null {
  if (rasterizer === undefined) rasterizer = loadRasterizer(() => require('@napi-rs/canvas'));
  return rasterizer;
}

/** The same with a canvas that `load` gives or throws for. */
export function loadRasterizer(load: () => typeof Canvas): Rasterizer | null {
  try {
    return canvasRasterizer(load());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.emitWarning(`What a printer's fonts lack is printed as '?', since nothing here can draw it: ${reason}`);
    return null;
  }
}

function canvasRasterizer(canvas: typeof Canvas): Rasterizer {
  const fonts = new CanvasFonts(canvas);
  // One for all lines: what a canvas holds outside of the heap is let go of late.
  const paper = canvas.createCanvas(8, 8);
  return { line: (line) => drawLine(line, paper, fonts), symbol: symbolModules };
}

function drawLine({ width, runs, bold, size }: RasterLine, paper: Canvas.Canvas, fonts: CanvasFonts): ReceiptImage {
  const height = (LINE + 2 * ROOM) * size;
  if (paper.width !== width) paper.width = width;
  if (paper.height !== height) paper.height = height;
  const context = paper.getContext('2d');
  context.clearRect(0, 0, width, height);
  context.fillStyle = '#000';
  context.textBaseline = 'alphabetic';
  context.fontVariationSettings = `"wght" ${bold ? 700 : 400}`;
  for (const run of runs) {
    const { text, families } = fonts.set([...isolateNumbers(run.text)].slice(0, LONGEST_RUN).join(''), bold);
    context.font = `${bold ? 700 : 400} ${EM * size}px ${families}`;
    drawRun(text, run, context, (ROOM + BASELINE) * size);
  }
  const dots = blackDots(context.getImageData(0, 0, width, height).data, width / 8);
  return cropped(dots, width / 8, { top: ROOM * size, bottom: (ROOM + LINE) * size });
}

/** Sets a run at its edge, drawn narrower where it is wider than its room. */
function drawRun(text: string, run: RasterRun, context: Canvas.SKRSContext2D, baseline: number): void {
  context.direction = run.direction;
  context.textAlign = run.align;
  const natural = context.measureText(text).width;
  const scale = natural > run.width ? run.width / natural : 1;
  const x = { left: run.x, center: run.x + run.width / 2, right: run.x + run.width }[run.align];
  context.save();
  context.translate(x, baseline);
  context.scale(scale, 1);
  context.fillText(text, 0, 0);
  context.restore();
}

/** Rows of bytes of RGBA pixels on nothing: how dark each is, is how much it covers. A coloured emoji counts by its luminance. */
function blackDots(pixels: Uint8ClampedArray, across: number): Uint8Array {
  const dots = new Uint8Array(pixels.length / 32);
  const width = across * 8;
  for (let at = 0; at < pixels.length / 4; at += 1) {
    const alpha = pixels[at * 4 + 3] ?? 0;
    if (alpha < BLACK_FROM) continue;
    const light = 0.299 * (pixels[at * 4] ?? 0) + 0.587 * (pixels[at * 4 + 1] ?? 0) + 0.114 * (pixels[at * 4 + 2] ?? 0);
    if ((alpha * (255 - light)) / 255 < BLACK_FROM) continue;
    const byte = Math.floor(at / width) * across + ((at % width) >> 3);
    dots[byte] = (dots[byte] ?? 0) | (0x80 >> (at & 7));
  }
  return dots;
}

/** The line's own height, and more only where something is drawn beyond it. */
function cropped(dots: Uint8Array, across: number, line: { top: number; bottom: number }): ReceiptImage {
  const first = dots.findIndex((byte) => byte !== 0);
  const last = dots.findLastIndex((byte) => byte !== 0);
  const top = first < 0 ? line.top : Math.min(line.top, Math.floor(first / across));
  const bottom = Math.max(line.bottom, Math.floor(last / across) + 1);
  const bytes = dots.subarray(top * across, bottom * across);
  return { kind: 'image', width: across * 8, height: bottom - top, dots: Buffer.from(bytes).toString('base64') };
}
