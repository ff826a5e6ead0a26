import type { Printer } from '#drivers/printer/printer.ts';
import type { PrinterLanguage } from '#drivers/printer/printer-language.ts';
import type { PrinterProfile } from '#drivers/printer/protocol/printer-profile.ts';
import { readAddress } from '#drivers/transport/device-address.ts';
import { transportAt } from '#drivers/transport/transport-at.ts';
import { BlindPrinter } from './blind-printer.ts';
import { type Confirmation, EscPosLanguage } from './escpos-language.ts';
import { LinePrinter } from './line-printer.ts';
import { SpoolerPrinter } from './spooler-printer.ts';
import { StarLanguage } from './star-language.ts';

export type FoundPrinter = { ok: true; printer: Printer; answers: boolean } | { ok: false; message: string };

/**
 * The printer at a `DeviceAddress`. `?confirm=paper-sensor` or `?confirm=process-id` fixes how an ESC/POS printer confirms a job, see
 * `EscPosLanguage`; `?answers=no` says that it has no way back, so that nothing is asked of it and nothing confirmed. Both come
 * before what is known of its model.
 */
export function printerAt(address: string, profile: Spoken = UNKNOWN): FoundPrinter {
  const read = readAddress(address);
  if (!read.ok) return read;
  const { confirm = wayOf(profile), answers = profile.confirms === 'none' ? 'no' : 'yes' } = read.options;
  if (!isConfirmation(confirm)) return { ok: false, message: `${address}: confirm=${confirm} is no way to confirm` };
  if (answers !== 'yes' && answers !== 'no') return { ok: false, message: `${address}: answers is yes or no` };
  const spoken: PrinterLanguage =
    profile.language === 'starprnt' ? new StarLanguage() : new EscPosLanguage(confirm, profile.status === 'asb');
  if (read.address.kind === 'spooler') {
    return { ok: true, printer: new SpoolerPrinter(read.address.queue, spoken), answers: false };
  }
  const found = transportAt(address);
  if (!found.ok) return found;
  const { transport } = found;
  const speaks = transport.answers && answers === 'yes';
  const printer = speaks ? new LinePrinter(transport, spoken) : new BlindPrinter(transport, spoken);
  return { ok: true, printer, answers: speaks };
}

type Spoken = Pick<PrinterProfile, 'language' | 'confirms'> & Partial<Pick<PrinterProfile, 'status'>>;
const UNKNOWN: Spoken = { language: 'escpos', confirms: 'auto' };

function wayOf({ confirms }: Spoken): Confirmation {
  return confirms === 'process-id' || confirms === 'paper-sensor' ? confirms : 'auto';
}

/** The ESC/POS printer at an address; `null` when the address means none. */
export function printerFor(address: string): Printer | null {
  const found = printerAt(address);
  return found.ok ? found.printer : null;
}

function isConfirmation(text: string): text is Confirmation {
  return text === 'auto' || text === 'process-id' || text === 'paper-sensor';
}
