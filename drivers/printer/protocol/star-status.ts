import type { PrinterStatus } from './escpos-status.ts';

/** What an Automatic Status Back tells beside the state. */
export interface StarStatus {
  status: PrinterStatus;
  /** Counts the `ETB` commands that came to their end, from 0 to 31 and round again; `null` where the printer sends none. */
  etb: number | null;
}

/**
 * Reads Star's Automatic Status Back (STAR Line Mode Command Specifications, Appendix 2 "Automatic Status", printer status
 * 1 to 6, which are bytes 3 to 8). Byte 3: bit 5 cover, bit 3 offline, bit 2 compulsion switch (the drawer); byte 4: bit 6
 * head too hot, bit 5 unrecoverable, bit 3 cutter, bit 2 mechanical; byte 5: bit 2 presenter jam, bit 1 head up; byte 6: bit 3
 * paper end, bits 2 and 1 near end; byte 8: bits 6, 5, 3, 2, 1 the ETB counter.
 */
export function readStarStatus(asb: readonly number[]): StarStatus {
  const [, , state = 0, errors = 0, more = 0, paper = 0, , counter] = asb;
  return {
    status: {
      online: (state & 0b1000) === 0,
      coverOpen: (state & 0b10_0000) !== 0,
      paper: (paper & 0b1000) !== 0 ? 'out' : (paper & 0b0110) !== 0 ? 'low' : 'ok',
      error: (errors & 0b0110_1100) !== 0 || (more & 0b0110) !== 0,
      drawerOpen: (state & 0b0100) !== 0,
    },
    etb: counter === undefined ? null : ((counter >> 1) & 0b111) | ((counter >> 2) & 0b1_1000),
  };
}
