import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { prepareReceipt } from './prepare-receipt.ts';
import type { PrinterProfile } from './printer-profile.ts';

/** Whether anything of a receipt must be drawn for its printer, so that a rasterizer has to be loaded. For the till's host only. */
export function needsDots(document: ReceiptDocument, profile: PrinterProfile): boolean {
  let asked = false;
  prepareReceipt(document, profile, {
    line({ width }) {
      asked = true;
      return { kind: 'image', width, height: 0, dots: '' };
    },
    symbol() {
      asked = true;
      return null;
    },
  });
  return asked;
}
