import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { escPosJob } from './escpos-encode.ts';
import { prepareReceipt } from './prepare-receipt.ts';
import type { PrinterProfile } from './printer-profile.ts';
import type { Rasterizer } from './rasterizer.ts';
import { starJob } from './star-encode.ts';

/**
 * A receipt as the bytes of one print job, in the printer's own language, code pages and symbols; what those lack goes as
 * dots that the rasterizer draws. Without one (`null`) it is spelled with what the printer has, or is `?`.
 * For the till's host only.
 */
export function encodeReceipt(
  document: ReceiptDocument,
  profile: PrinterProfile,
  rasterizer: Rasterizer | null,
): Uint8Array {
  const lines = prepareReceipt(document, profile, rasterizer);
  return profile.language === 'starprnt' ? starJob(lines, profile) : escPosJob(lines, profile);
}
