import bwipjs from 'bwip-js/node';
import { type BarcodeSymbology, barcodeModules } from '#drivers/printer/protocol/barcode.ts';
import { planQr } from '#drivers/printer/protocol/qr.ts';
import type { SymbolModules } from '#drivers/printer/protocol/rasterizer.ts';

/** bwip-js's names (BWIPP's encoders). */
const ENCODERS: Readonly<Record<BarcodeSymbology, string>> = {
  code128: 'code128',
  ean13: 'ean13',
  ean8: 'ean8',
  upca: 'upca',
  itf: 'interleaved2of5',
  code39: 'code39',
};

/** A symbol's modules by bwip-js, without its quiet zone; `null` for text that none of its kind holds. */
export function symbolModules(kind: BarcodeSymbology | 'qr', text: string): SymbolModules | null {
  return kind === 'qr' ? qrModules(text) : barModules(kind, text);
}

function barModules(symbology: BarcodeSymbology, text: string): SymbolModules | null {
  if (barcodeModules(symbology, text) === null) return null;
  const symbol = draw({ bcid: ENCODERS[symbology], text });
  if (symbol === null || !('sbs' in symbol)) return null;
  const dark = symbol.sbs.flatMap((width, at) => new Array<boolean>(width).fill(at % 2 === 0));
  const across = dark.lastIndexOf(true) + 1;
  return { across, dark: dark.slice(0, across) };
}

function qrModules(text: string): SymbolModules | null {
  const plan = planQr(text);
  if (plan === null) return null;
  const symbol = draw({ bcid: 'qrcode', text: text.replace(/\p{Cs}/gu, ''), eclevel: plan.level });
  if (symbol === null || !('pixs' in symbol)) return null;
  return { across: symbol.pixx, dark: symbol.pixs.map((pixel) => pixel === 1) };
}

/** bwip-js throws what it can't draw. */
function draw(options: { bcid: string; text: string; eclevel?: string }) {
  try {
    return bwipjs.raw(options)[0] ?? null;
  } catch {
    return null;
  }
}
