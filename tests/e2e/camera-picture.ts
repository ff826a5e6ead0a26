import { writeFileSync } from 'node:fs';
import bwipjs from 'bwip-js/node';
import { barcodeModules } from '#drivers/sim/symbols.ts';

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 4;

/** Writes a film for Chromium's fake camera (`--use-file-for-fake-video-capture`): an EAN-13 held still before it. */
export function filmOfEan13(file: string, digits: string): void {
  const modules = (barcodeModules('ean13', digits) ?? []).flatMap((width, at) =>
    Array<boolean>(width).fill(at % 2 === 0),
  );
  const scale = Math.floor((WIDTH * 0.8) / modules.length);
  const left = Math.floor((WIDTH - modules.length * scale) / 2);
  writeFileSync(
    file,
    film((x, y) => y > 120 && y < 360 && modules[Math.floor((x - left) / scale)] === true),
  );
}

/** The same of a symbol made of squares, such as `gs1datamatrix`. */
export function filmOfMatrix(file: string, type: string, text: string): void {
  const [symbol] = bwipjs.raw({ bcid: type, text });
  if (!symbol || !('pixs' in symbol)) throw new Error(`${type} is not made of squares`);
  const { pixs, pixx, pixy } = symbol;
  const scale = Math.floor((HEIGHT * 0.7) / pixy);
  const [left, top] = [Math.floor((WIDTH - pixx * scale) / 2), Math.floor((HEIGHT - pixy * scale) / 2)];
  writeFileSync(
    file,
    film((x, y) => {
      const [column, row] = [Math.floor((x - left) / scale), Math.floor((y - top) / scale)];
      return column >= 0 && column < pixx && row >= 0 && row < pixy && pixs[row * pixx + column] === 1;
    }),
  );
}

/** YUV4MPEG2 with 4:2:0: black where `dark` says so, white else. */
function film(dark: (x: number, y: number) => boolean): Buffer {
  const luma = Buffer.alloc(WIDTH * HEIGHT, 235);
  for (let y = 0; y < HEIGHT; y++) for (let x = 0; x < WIDTH; x++) if (dark(x, y)) luma[y * WIDTH + x] = 16;
  const frame = [Buffer.from('FRAME\n'), luma, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)];
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([header, ...Array.from({ length: FRAMES }, () => frame).flat()]);
}
