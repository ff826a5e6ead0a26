import type { PrinterSettings } from '#contracts/ipc/devices.ts';
import { type AddressDraft, addressOf, draftOf, emptyDraft } from './address-draft.ts';

/** A printer while it is being set up. */
export interface PrinterDraft {
  at: AddressDraft;
  model: string;
  widthMm: 58 | 80 | undefined;
}

/** What fits most printers. */
const USUAL = 'generic-80';

export function printerDraft(printer: PrinterSettings | null): PrinterDraft {
  const empty = emptyDraft('tcp');
  if (!printer) return { at: empty, model: USUAL, widthMm: undefined };
  return { at: draftOf(printer.address, empty), model: printer.model, widthMm: printer.widthMm };
}

/** The settings that a draft comes to; null while its address is missing or wrong. */
export function printerOf({ at, model, widthMm }: PrinterDraft): PrinterSettings | null {
  const drafted = addressOf(at);
  if (!drafted.ok) return null;
  return { address: drafted.address, model, ...(widthMm === undefined ? {} : { widthMm }) };
}
