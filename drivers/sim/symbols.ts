import bwipjs from 'bwip-js/node';

/** Widths of a barcode's bars and spaces in turn, bars first, in modules; `null` when the text is none of its kind. */
export function barcodeModules(symbology: string, text: string): readonly number[] | null {
  const symbol = draw(symbology, text);
  return symbol !== null && 'sbs' in symbol ? symbol.sbs : null;
}

/** A QR Code's modules in rows, without its quiet zone; `null` when the text is too long. */
export function qrModules(text: string): { size: number; dark: readonly boolean[] } | null {
  const symbol = draw('qrcode', text);
  if (symbol === null || !('pixs' in symbol)) return null;
  return { size: symbol.pixx, dark: symbol.pixs.map((pixel) => pixel === 1) };
}

/** bwip-js throws what it cannot draw, and takes UTF-16 with lone surrogates for a bug of the caller. */
function draw(bcid: string, text: string) {
  try {
    return bwipjs.raw({ bcid, text, ...(bcid === 'qrcode' ? { eclevel: 'M' } : {}) })[0] ?? null;
  } catch {
    return null;
  }
}

/** A symbol as an SVG picture with its quiet zone, by bwip-js's name of its kind; `null` when the text is none of it. */
export function symbolPicture(bcid: string, text: string): string | null {
  try {
    return bwipjs.toSVG({ bcid, text, paddingwidth: 4, paddingheight: 2, ...(bcid === 'ean13' ? { height: 12 } : {}) });
  } catch {
    return null;
  }
}
