import { describe, expect, it } from 'vitest';
import type { ReceiptBlock } from '#domain/receipt/receipt-document.ts';
import { chineseModel, latinModel, starLatinModel } from '#drivers/sim/charsets.ts';
import type { Drawn } from './drawn.ts';
import { encodeReceipt } from './encode-receipt.ts';
import { clearBuffers, drawerPulse, statusRequest } from './escpos-commands.ts';
import { EscPosDecoder } from './escpos-decode.ts';
import { modelProfile } from './models.ts';
import { PAPER_80MM } from './printer-profile.ts';
import { starDrawerPulse, starEtb, starPrintEndRequest, starStatusRequest } from './star-commands.ts';
import { StarDecoder } from './star-decode.ts';
import { StarReplyReader } from './star-replies.ts';

/*
 * Expected bytes are those that others published, written off from:
 * [php] mike42/escpos-php 017200b, test/unit/EscposTest.php (each follows "\x1b@");
 * [python] python-escpos 1e313ce, test/test_function_barcode.py; 053087e, test/test_functions/test_function_qr_native.py;
 *   0c824cf, test/test_functions/test_function_image.py;
 * [encoder] NielsLeenheer/ReceiptPrinterEncoder 479b09c, test/language-star-prnt.js;
 * [receiptline] receiptline/receiptline, lib/receiptline.js and lib/receiptserial.js;
 * [odoo] odoo/odoo, addons/iot_drivers, RECEIPT_PRINTER_COMMANDS;
 * [star] STAR Line Mode Command Specifications, 3.3.10 (page 3-42) and Appendix 2 "Automatic Status".
 */

const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const text = (bytes: Iterable<number>) => Buffer.from([...bytes]).toString('latin1');
const star = modelProfile('star-mc-print3') ?? PAPER_80MM;
const escPos = (block: ReceiptBlock) =>
  text(encodeReceipt({ language: 'en', blocks: [block] }, { ...PAPER_80MM, cut: 'full' }, null));
const starPrnt = (block: ReceiptBlock) =>
  text(encodeReceipt({ language: 'en', blocks: [block] }, { ...star, cut: 'full' }, null));

describe('an ESC/POS job holds the bytes of others for the same', () => {
  it.each<[source: string, block: ReceiptBlock, bytes: string]>([
    ['[php] testFeed3Lines', { kind: 'feed', lines: 3 }, '\x1bd\x03'],
    [
      '[php] testTextChinese',
      { kind: 'text', text: '示例文本打印机!' },
      '\x1c&\xca\xbe\xc0\xfd\xce\xc4\xb1\xbe\xb4\xf2\xd3\xa1\xbb\xfa!\x0a',
    ],
    ['[php] testSetEmphasisOn', { kind: 'text', text: 'A', bold: true }, '\x1bE\x01'],
    ['[php] testSetEmphasisOff', { kind: 'text', text: 'A', bold: true }, '\x1bE\x00'],
    ['[php] testSetJustificationCenter', { kind: 'text', text: 'A', align: 'center' }, '\x1ba\x01'],
    ['[php] testSetJustificationRight', { kind: 'text', text: 'A', align: 'right' }, '\x1ba\x02'],
    ['[php] testSetTextSizeNormal', { kind: 'text', text: 'A', size: 2 }, '\x1d!\x00'],
    [
      '[php] testBarcodeJan13Numeric13Char',
      { kind: 'barcode', symbology: 'ean13', text: '0123456789012' },
      '\x1dkC\x0d0123456789012',
    ],
    ['[php] testBarcodeCode39Text', { kind: 'barcode', symbology: 'code39', text: 'ABC 012' }, '\x1dkE\x07ABC 012'],
    [
      '[php] testBarcodeCode39SpecialChars',
      { kind: 'barcode', symbology: 'code39', text: '$%+-./' },
      '\x1dkE\x06$%+-./',
    ],
    ['[php] testBarcodeItfNumericEven', { kind: 'barcode', symbology: 'itf', text: '1234' }, '\x1dkF\x041234'],
    ['[php] testBarcodeCode128ValidB', { kind: 'barcode', text: '012ABCDabcd' }, '\x1dkI\x0d{B012ABCDabcd'],
    ['[php] testBarcodeCode128ValidC', { kind: 'barcode', text: '213243' }, '\x1dkI\x05{C\x15 +'],
    ['[python] barcode: HRI below', { kind: 'barcode', text: 'A' }, '\x1dH\x02'],
    ['[python] barcode: HRI in font A', { kind: 'barcode', text: 'A' }, '\x1df\x00'],
    ['[python] test_defaults, model 2', { kind: 'qr', text: '1234' }, '\x1d(k\x04\x001A2\x00'],
    ['[python] test_defaults, store and print', { kind: 'qr', text: '1234' }, '\x1d(k\x07\x001P01234\x1d(k\x03\x001Q0'],
    [
      '[python] test_bit_image_both',
      { kind: 'image', width: 8, height: 2, dots: 'wAA=' },
      '\x1dv0\x00\x01\x00\x02\x00\xc0\x00',
    ],
  ])('%s', (_, block, bytes) => {
    expect(escPos(block)).toContain(bytes);
  });

  it('[receiptline] asks and clears with the same commands', () => {
    expect(text(statusRequest(2))).toBe('\x10\x04\x02');
    expect(text(clearBuffers())).toBe('\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08');
  });

  it('[php] testPulseDefault, testPulse1: the same pins, by number instead of digit', () => {
    expect([drawerPulse(2), drawerPulse(5)].map((bytes) => text(bytes).slice(0, 3))).toEqual([
      '\x1bp\x00',
      '\x1bp\x01',
    ]);
  });
});

describe('a StarPRNT job holds the bytes of others for the same', () => {
  it.each<[source: string, block: ReceiptBlock, bytes: string]>([
    ['[encoder] codepage(windows1252)', { kind: 'text', text: 'héllo' }, '\x1b\x1dt\x20h\xe9llo\x0a'],
    ['[encoder] codepage cp866', { kind: 'text', text: 'ж' }, '\x1b\x1dt\x0a\xa6'],
    ['[encoder] codepage cp737', { kind: 'text', text: 'ψ' }, '\x1b\x1dt\x0f\xaf'],
    ['[encoder] codepage cp852', { kind: 'text', text: 'ł' }, '\x1b\x1dt\x05\x88'],
    ['[odoo] center', { kind: 'text', text: 'A', align: 'center' }, '\x1b\x1da\x01'],
    ['[odoo] title begins', { kind: 'text', text: 'A', size: 2 }, '\x1bi\x01\x01A'],
    ['[odoo] title ends', { kind: 'text', text: 'A', size: 2 }, '\x1bi\x00\x00'],
    ['[odoo] cut', { kind: 'text', text: 'A' }, '\x1bd\x02'],
    ['[encoder] bold on', { kind: 'text', text: 'hello', bold: true }, '\x1bEhello'],
    ['[encoder] bold off', { kind: 'text', text: 'hello', bold: true }, '\x1bF'],
    ['[encoder] qrcode, model 2', { kind: 'qr', text: 'https://nielsleenheer.com' }, '\x1b\x1dyS0\x02'],
    ['[encoder] qrcode, cell 6', { kind: 'qr', text: 'https://nielsleenheer.com' }, '\x1b\x1dyS2\x06'],
    ['[encoder] qrcode, level M', { kind: 'qr', text: 'https://nielsleenheer.com' }, '\x1b\x1dyS1\x01'],
    [
      '[encoder] qrcode, data and print',
      { kind: 'qr', text: 'https://nielsleenheer.com' },
      '\x1b\x1dyD1\x00\x19\x00https://nielsleenheer.com\x1b\x1dyP',
    ],
    [
      '[encoder] image, one dot of 8 x 24',
      { kind: 'image', width: 8, height: 24, dots: Buffer.from([0x80, ...new Array(23).fill(0)]).toString('base64') },
      `\x1b0\x1bX\x08\x00\x80${'\x00'.repeat(23)}\x0a`,
    ],
    [
      '[encoder] image, the line feed after it',
      { kind: 'image', width: 8, height: 24, dots: Buffer.alloc(24).toString('base64') },
      '\x1bz\x01',
    ],
    // n3 = 7 for ITF and 1 for Code 39: narrow 2 dots, wide 6; n2 = 2: characters below and a line feed.
    ['[star] ITF', { kind: 'barcode', symbology: 'itf', text: '1234' }, '\x1bb\x05\x02\x07\x501234\x1e'],
    ['[star] Code 39', { kind: 'barcode', symbology: 'code39', text: 'AB' }, '\x1bb\x04\x02\x01\x50AB\x1e'],
    [
      '[star] EAN-13',
      { kind: 'barcode', symbology: 'ean13', text: '3130630574613' },
      '\x1bb\x03\x02\x01\x503130630574613\x1e',
    ],
  ])('%s', (_, block, bytes) => {
    expect(starPrnt(block)).toContain(bytes);
  });

  it('asks with the same commands', () => {
    expect(text(starStatusRequest()), '[receiptline] ESC ACK SOH').toBe('\x1b\x06\x01');
    expect(text(starEtb()), '[receiptline] ETB').toBe('\x17');
    expect(text(starPrintEndRequest(0)), '[receiptline] close').toBe('\x1b\x1d\x03\x01\x00\x00');
    const [esc, bel, , , pulse] = starDrawerPulse(2);
    expect([esc, bel, pulse], '[encoder] pulse(), its times aside').toEqual([27, 7, 7]);
    expect(text(starDrawerPulse(5)), '[odoo] drawers').toBe('\x1a');
  });

  it.each([
    [0x0f, 7],
    [0x21, 8],
    [0x23, 9],
    [0x25, 10],
    [0x27, 11],
    [0x29, 12],
    [0x2b, 13],
    [0x2d, 14],
    [0x2f, 15],
  ])('[star] header %i begins a status of %i bytes', (header, length) => {
    const bytes = Uint8Array.from([header, ...new Array<number>(length - 1).fill(0)]);
    expect(new StarReplyReader().push(bytes.subarray(0, -1))).toEqual([]);
    expect(new StarReplyReader().push(bytes)).toEqual([{ kind: 'status', bytes: [...bytes] }]);
  });
});

const barcode = { align: 'left', moduleDots: 3, label: false } as const;

describe('the decoder of ESC/POS reads the bytes of others as what they print', () => {
  it.each<[source: string, bytes: string, drawn: Partial<Drawn>]>([
    [
      '[python] EAN13 by function A',
      '\x1ba\x01\x1dh@\x1dw\x03\x1df\x00\x1dH\x02\x1dk\x024006381333931\x00',
      {
        ...barcode,
        kind: 'barcode',
        symbology: 'ean13',
        text: '4006381333931',
        align: 'center',
        heightDots: 64,
        label: true,
      },
    ],
    [
      '[python] test_size of a QR code',
      '\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C\x07\x1d(k\x03\x001E0\x1d(k\x07\x001P01234\x1d(k\x03\x001Q0',
      { kind: 'qr', text: '1234', moduleDots: 7 },
    ],
    [
      '[php] testBitImageBoth',
      '\x1dv0\x00\x01\x00\x02\x00\xc0\x00',
      { kind: 'image', width: 8, height: 2, dots: 'wAA=' },
    ],
    [
      '[php] testSetTextSizeLarge',
      '\x1d!3A\n',
      { kind: 'line', pieces: [{ text: 'A', bold: false, width: 4, height: 4 }] },
    ],
    [
      '[php] testTextChinese',
      '\x1b@\x1c&\xca\xbe\xc0\xfd\xce\xc4\xb1\xbe\xb4\xf2\xd3\xa1\xbb\xfa!\x0a\x1c.',
      { kind: 'line', columns: 15, pieces: [{ text: '示例文本打印机!', bold: false, width: 1, height: 1 }] },
    ],
  ])('%s', (_, bytes, drawn) => {
    const events = new EscPosDecoder({ charsets: chineseModel, columns: 48 }).push(latin1(bytes));
    expect(events).toEqual([{ kind: 'drawn', drawn: expect.objectContaining(drawn) }]);
  });

  it('[php] testPulseDefault, testPulse1, testCutDefault', () => {
    const decoder = new EscPosDecoder({ charsets: latinModel, columns: 48 });
    expect(decoder.push(latin1('\x1b@\x1bp0<x'))).toMatchObject([
      { kind: 'pulse', pin: 2, onMs: 120, realTime: false },
    ]);
    expect(decoder.push(latin1('\x1bp1<x'))).toMatchObject([{ kind: 'pulse', pin: 5, onMs: 120, realTime: false }]);
    expect(decoder.push(latin1('\x1dVA\x03'))).toMatchObject([{ kind: 'cut', full: true }]);
  });
});

describe('the decoder of StarPRNT reads the bytes of others as what they print', () => {
  const data = 'https://nielsleenheer.com';
  it.each<[source: string, bytes: string, drawn: Partial<Drawn>]>([
    [
      '[encoder] ean13',
      '\x1bb\x03\x01\x03\x3c3130630574613\x1e',
      { ...barcode, kind: 'barcode', symbology: 'ean13', text: '3130630574613', moduleDots: 4, heightDots: 60 },
    ],
    [
      '[encoder] code128',
      '\x1bb\x06\x01\x03\x3cCODE128\x1e',
      { ...barcode, kind: 'barcode', symbology: 'code128', text: 'CODE128', moduleDots: 4, heightDots: 60 },
    ],
    [
      '[encoder] qrcode',
      `\x1b\x1dyS0\x01\x1b\x1dyS2\x08\x1b\x1dyS1\x03\x1b\x1dyD1\x00\x19\x00${data}\x1b\x1dyP`,
      { kind: 'qr', text: data, moduleDots: 8 },
    ],
    [
      '[encoder] codepage(windows1252)',
      '\x1b\x1dt\x20h\xe9llo\n',
      { kind: 'line', pieces: [{ text: 'héllo', bold: false, width: 1, height: 1 }] },
    ],
    [
      '[odoo] title',
      '\x1bi\x01\x01A\x1bi\x00\x00\n',
      { kind: 'line', pieces: [{ text: 'A', bold: false, width: 2, height: 2 }] },
    ],
  ])('%s', (_, bytes, drawn) => {
    const events = new StarDecoder({ charsets: starLatinModel, columns: 48 }).push(latin1(bytes));
    expect(events).toEqual([{ kind: 'drawn', drawn: expect.objectContaining(drawn) }]);
  });

  it('[encoder] pulse and cut, [odoo] drawers', () => {
    const decoder = new StarDecoder({ charsets: starLatinModel, columns: 48 });
    expect(decoder.push(Uint8Array.of(27, 7, 20, 20, 7))).toEqual([
      { kind: 'pulse', pin: 2, onMs: 200, realTime: false },
    ]);
    expect(decoder.push(Uint8Array.of(0x1a))).toMatchObject([{ kind: 'pulse', pin: 5, realTime: false }]);
    expect(decoder.push(Uint8Array.of(27, 100, 0, 27, 100, 1))).toEqual([
      { kind: 'cut', full: true },
      { kind: 'cut', full: false },
    ]);
  });
});
