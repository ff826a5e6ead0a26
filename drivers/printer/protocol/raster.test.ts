import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { EscPosDecoder } from './escpos-decode.ts';
import { encodeEscPos } from './escpos-encode.ts';
import { PAPER_58MM } from './printer-profile.ts';
import { base64Of, bytesOf, rasterCommand } from './raster.ts';

const image = { kind: 'image', width: 16, height: 2, dots: base64Of([0xff, 0x81, 0x00, 0x18]) } as const;

describe('base64', () => {
  it('is that of Node, both ways', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(255)), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        expect(base64Of(bytes)).toBe(text);
        expect(bytesOf(text)).toEqual(bytes);
      }),
    );
  });
});

describe('rasterCommand', () => {
  it('is GS v 0 with bytes across, dots down and the dots', () => {
    expect(rasterCommand(image, 384)).toEqual([0x1d, 0x76, 0x30, 0, 2, 0, 2, 0, 0xff, 0x81, 0x00, 0x18]);
  });

  it.each([
    ['wider than the paper', { ...image, width: 392 }],
    ['short of dots', { ...image, height: 3 }],
    ['not of whole bytes', { ...image, width: 12 }],
  ])('prints nothing %s', (_, wrong) => {
    expect(rasterCommand(wrong, 384)).toEqual([]);
  });

  it('comes out of a printer as it went in, in the middle', () => {
    const document: ReceiptDocument = { language: 'en', blocks: [image] };
    const decoder = new EscPosDecoder({ charsets: { latin: () => null }, columns: 32 });
    const [drawn] = decoder.push(encodeEscPos(document, PAPER_58MM));
    expect(drawn).toEqual({ kind: 'drawn', drawn: { ...image, align: 'center' } });
  });
});
