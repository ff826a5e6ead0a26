import type { StatusNumber } from './escpos-commands.ts';

/** A printer's state in UnifiedPOS's sense; a `DLE EOT` byte tells a part of it. */
export interface PrinterStatus {
  online: boolean;
  coverOpen: boolean;
  paper: 'ok' | 'low' | 'out';
  /** Cutter, head or power: something a person must look at. */
  error: boolean;
  /** Pin 3 of the kick-out connector is high, which is how most drawers report being open; some report the reverse. */
  drawerOpen: boolean;
}

/** In every answer to `DLE EOT`, bits 0 and 7 are 0, bits 1 and 4 are 1. */
const FIXED_MASK = 0b1001_0011;
const FIXED_BITS = 0b0001_0010;

/** Whether a byte can be an answer to `DLE EOT` at all. */
export function isStatusByte(byte: number): boolean {
  return (byte & FIXED_MASK) === FIXED_BITS;
}

/** Reads the answer to `DLE EOT n` (Transmit real-time status): the part of the state it tells, `null` for garbage. */
export function readStatus(n: StatusNumber, byte: number): Partial<PrinterStatus> | null {
  if (!isStatusByte(byte)) return null;
  const bit = (at: number) => (byte & (1 << at)) !== 0;
  switch (n) {
    case 1:
      return { online: !bit(3), drawerOpen: bit(2) };
    case 2:
      return { coverOpen: bit(2), error: bit(6), ...(bit(5) ? { paper: 'out' } : {}) };
    case 3:
      return { error: bit(2) || bit(3) || bit(5) || bit(6) };
    case 4:
      if (bit(5) || bit(6)) return { paper: 'out' };
      return { paper: bit(2) || bit(3) ? 'low' : 'ok' };
  }
}
