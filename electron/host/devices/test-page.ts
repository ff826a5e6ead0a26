import type { PrinterSettings } from '#contracts/ipc/devices.ts';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { PRINTER_MODELS } from '#drivers/printer/protocol/models.ts';

/** The example of ISO/IEC 15420, printed as EAN-13. */
const BARCODE = '4006381333931';

/**
 * A page that shows what a printer makes of sizes, weights, scripts, barcodes and a QR code. It has no words, only names, numbers and
 * characters, so that it is the same in every language.
 */
export function testPage({ address, model, widthMm }: PrinterSettings, language: string, at: string): ReceiptDocument {
  return {
    language,
    ...(widthMm ? { widthMm } : {}),
    blocks: [
      { kind: 'text', text: 'Omnitill', align: 'center', bold: true, size: 2 },
      { kind: 'text', text: PRINTER_MODELS[model]?.name ?? model, align: 'center' },
      { kind: 'text', text: address, align: 'center' },
      { kind: 'text', text: at, align: 'center' },
      { kind: 'rule' },
      { kind: 'row', left: '0123456789', right: '1,234.50' },
      { kind: 'row', left: 'ABC abc', right: '€ 9.99', bold: true },
      { kind: 'row', left: 'ABC', right: '£ 9.99', size: 2 },
      { kind: 'text', text: 'ÄÖÜ äöü ß é è ç ñ å ø' },
      { kind: 'text', text: '中文 收银 日本語 한국어' },
      { kind: 'text', text: 'Ελληνικά Кириллица עברית العربية' },
      { kind: 'rule' },
      { kind: 'barcode', text: BARCODE, symbology: 'ean13' },
      { kind: 'qr', text: 'https://example.org/' },
      { kind: 'feed', lines: 1 },
    ],
  };
}
