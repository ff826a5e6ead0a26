import type { Label } from '#contracts/ipc/devices.ts';
import type { ReceiptBlock, ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { encodeReceipt } from '#drivers/printer/protocol/encode-receipt.ts';
import { GS } from '#drivers/printer/protocol/escpos-codes.ts';
import { needsDots } from '#drivers/printer/protocol/needs-dots.ts';
import { PAPER_80MM, type PrinterProfile } from '#drivers/printer/protocol/printer-profile.ts';
import type { Rasterizer } from '#drivers/printer/protocol/rasterizer.ts';
import { labelBarcode } from './label-barcode.ts';
import type { LabelStock } from './label-layout.ts';

/** Dots of a column of font A. */
const COLUMN = 12;
/** `GS FF` (Feed marked paper to print starting position): to the beginning of the next label, where the printer has a sensor for it. */
const NEXT_LABEL = [GS, 0x0c];

/** The profile of a printer of labels of that width: as the usual receipt printer, without a cutter. */
export function labelProfile({ widthMm, dotsPerMm }: LabelStock): PrinterProfile {
  const dots = widthMm * dotsPerMm - ((widthMm * dotsPerMm) % 8);
  return { ...PAPER_80MM, dots, columns: Math.max(8, Math.floor(dots / COLUMN)), cut: 'none', drawerPins: [] };
}

/**
 * One label, once, for an ESC/POS label printer, by the encoder of receipts. Such printers strike nothing through, so a price before
 * is left out: standing there whole it would be taken for the price. For the till's host only.
 */
export function encodeEscPosLabel(label: Label, stock: LabelStock, rasterizer: Rasterizer | null): Uint8Array {
  return Uint8Array.from([...encodeReceipt(document(label), labelProfile(stock), rasterizer), ...NEXT_LABEL]);
}

/** Whether something of it must be drawn. */
export function escPosLabelNeedsDots(label: Label, stock: LabelStock): boolean {
  return needsDots(document(label), labelProfile(stock));
}

function document({ name, detail, price, unitPrice, barcode }: Label): ReceiptDocument {
  const blocks: ReceiptBlock[] = [{ kind: 'text', text: name, bold: true }];
  if (detail) blocks.push({ kind: 'text', text: detail });
  blocks.push({ kind: 'text', text: price, bold: true, size: 2, align: 'right' });
  if (unitPrice) blocks.push({ kind: 'text', text: unitPrice, align: 'right' });
  const symbol = barcode === undefined ? null : labelBarcode(barcode);
  if (symbol) blocks.push({ kind: 'barcode', text: symbol.text, symbology: symbol.symbology });
  if (barcode) blocks.push({ kind: 'text', text: symbol?.text ?? barcode, align: 'center' });
  return { language: 'en', blocks };
}
