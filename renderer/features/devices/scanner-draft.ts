import type { ScannerSettings } from '#contracts/ipc/devices.ts';
import { type AddressDraft, addressOf, draftOf, emptyDraft } from './address-draft.ts';
import { escaped, unescaped } from './escaped-text.ts';

/** A scanner while it is being set up. */
export interface ScannerDraft {
  name: string;
  at: AddressDraft;
  /** As written, with names for what can't be typed. */
  prefix: string;
  suffix: string;
}

const FRAME_MAX = 10;

export function scannerDraft(scanner: ScannerSettings | null, name: string): ScannerDraft {
  if (!scanner) return { name, at: emptyDraft('hid'), prefix: '', suffix: '' };
  return {
    name: scanner.scannerId,
    at: draftOf(scanner.address, emptyDraft(scanner.kind)),
    prefix: escaped(scanner.prefix ?? ''),
    suffix: escaped(scanner.suffix ?? ''),
  };
}

/** The settings that a draft comes to; null while something is missing or wrong. */
export function scannerOf({ name, at, ...written }: ScannerDraft): ScannerSettings | null {
  const drafted = addressOf(at);
  const scannerId = name.trim();
  if (!drafted.ok || scannerId === '' || !isFrame(written.prefix) || !isFrame(written.suffix)) return null;
  const [prefix, suffix] = [unescaped(written.prefix), unescaped(written.suffix)];
  if (at.connection === 'hid') return { scannerId, kind: 'hid', address: drafted.address };
  return {
    scannerId,
    kind: 'serial',
    address: drafted.address,
    ...(prefix === '' ? {} : { prefix }),
    ...(suffix === '' ? {} : { suffix }),
  };
}

/** Whether what was written is no longer than what a scanner may send around a code. */
export function isFrame(written: string): boolean {
  return unescaped(written).length <= FRAME_MAX;
}

/** A name that no other scanner has. */
export function freeName(scanners: readonly ScannerSettings[], make: (number: number) => string): string {
  const taken = new Set(scanners.map(({ scannerId }) => scannerId));
  for (let number = 1; ; number++) if (!taken.has(make(number))) return make(number);
}
