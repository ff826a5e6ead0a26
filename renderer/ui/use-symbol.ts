import type { DrawingContext } from 'bwip-js/generic';
import { useEffect, useState } from 'react';

/** The dark parts of a barcode as one SVG path, in units of its own size. */
export interface SymbolPath {
  path: string;
  width: number;
  height: number;
}

/** Draws Code 128 or QR Code; `null` until the encoder is loaded, and for text that it can't encode. */
export function useSymbol(kind: 'barcode' | 'qr', text: string): SymbolPath | null {
  const [symbol, setSymbol] = useState<SymbolPath | null>(null);
  useEffect(() => {
    let wanted = true;
    void drawSymbol(kind, text).then((drawn) => {
      if (wanted) setSymbol(drawn);
    });
    return () => {
      wanted = false;
    };
  }, [kind, text]);
  return symbol;
}

/** What a symbol is: on receipts Code 128 and QR Code, on labels also the numbers of goods. */
type SymbolKind = 'barcode' | 'qr' | 'code128' | 'ean13' | 'ean8' | 'upca';

/** The encoder is large and only pictures need it. */
export async function drawSymbol(kind: SymbolKind, text: string): Promise<SymbolPath | null> {
  const encoders = await import('bwip-js/generic');
  try {
    if (kind === 'qr') return encoders.qrcode({ bcid: 'qrcode', text, scale: 1 }, pathDrawing());
    const bcid = kind === 'barcode' ? 'code128' : kind;
    return encoders[bcid]({ bcid, text, scale: 1, height: 10, includetext: false }, pathDrawing());
  } catch {
    return null;
  }
}

function pathDrawing(): DrawingContext<SymbolPath> {
  let path = '';
  let size = { width: 0, height: 0 };
  return {
    scale: (x, y) => [x, y],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init(width, height) {
      size = { width, height };
    },
    line(x0, y0, x1, y1, weight) {
      const half = weight / 2;
      path += x0 === x1 ? box(x0 - half, y0, x0 + half, y1) : box(x0, y0 - half, x1, y0 + half);
    },
    polygon(points) {
      path += `M${points.map(([x, y]) => `${x} ${y}`).join('L')}Z`;
    },
    hexagon() {},
    ellipse() {},
    fill() {},
    text() {},
    end: () => ({ path, ...size }),
  };
}

function box(x0: number, y0: number, x1: number, y1: number): string {
  return `M${x0} ${y0}H${x1}V${y1}H${x0}Z`;
}
