import { prepareZXingModule, type ReadInputBarcodeFormat, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { CameraAnswer } from './camera-answer.ts';

/** What is sold, handed out and signed in by; symbols without a check of their own that shops do not use are left out. */
const FORMATS: ReadInputBarcodeFormat[] = ['EANUPC', 'Code128', 'ITF', 'Code39', 'DataBar', 'QRCode', 'DataMatrix'];

// The module's default is a content delivery network.
prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });

const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext('2d', { willReadFrequently: true });

addEventListener('message', (event: MessageEvent<ImageBitmap>) => void answer(event.data));

/** One answer for each frame, in turn. */
async function answer(frame: ImageBitmap): Promise<void> {
  postMessage(await read(frame).catch((): CameraAnswer => ({ ok: false })));
}

async function read(frame: ImageBitmap): Promise<CameraAnswer> {
  const { width, height } = frame;
  canvas.width = width;
  canvas.height = height;
  context?.drawImage(frame, 0, 0);
  frame.close();
  const image = context?.getImageData(0, 0, width, height);
  if (!image) return { ok: false };
  const results = await readBarcodes(image, {
    formats: FORMATS,
    tryHarder: true,
    maxNumberOfSymbols: 4,
    textMode: 'Plain',
    eanAddOnSymbol: 'Ignore',
  });
  const scans = results
    .filter(({ isValid, text }) => isValid && text !== '')
    .map(({ text, symbologyIdentifier }) => ({ text, symbology: symbologyIdentifier || null }));
  return { ok: true, scans };
}
