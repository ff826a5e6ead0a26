import type { PrinterStatus } from './escpos-status.ts';

/**
 * Reads Automatic Status Back (`GS a`, Epson's ESC/POS command reference, "Transmission status of ASB"): four bytes that a printer
 * sends by itself when something changes. Byte 1: bit 2 drawer connector pin 3, bit 3 offline, bit 5 cover; byte 2: bit 2
 * mechanical, bit 3 cutter, bit 5 unrecoverable, bit 6 recoverable error; byte 3: bits 0 and 1 near end, bits 2 and 3 end of the paper.
 */
export function readAutomaticStatus([first, second, third]: readonly [number, number, number, number]): PrinterStatus {
  const out = (third & 0b1100) !== 0;
  const low = (third & 0b0011) !== 0;
  return {
    online: (first & 0b1000) === 0,
    coverOpen: (first & 0b10_0000) !== 0,
    paper: out ? 'out' : low ? 'low' : 'ok',
    error: (second & 0b0110_1100) !== 0,
    drawerOpen: (first & 0b0100) !== 0,
  };
}
