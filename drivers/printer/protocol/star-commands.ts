import { ESC, GS } from './escpos-codes.ts';

/** Control codes by the names Star's command specifications write commands with, as far as Epson's have not the same. */
export const ETX = 0x03;
export const ACK = 0x06;
const BEL = 0x07;
export const ETB = 0x17;
export const EM = 0x19;
export const SUB = 0x1a;
export const RS = 0x1e;
/** FS alone, which on Star drives external device 1 at once. */
const DRIVE_1_NOW = 0x1c;

/** Drive time and pause of external device 1, in the command's units of 10 ms: 100 ms and 500 ms. Device 2 has fixed 200 ms. */
const PULSE_ON = 10;
const PULSE_OFF = 50;

/**
 * Opens the drawer when what was sent before is printed: `ESC BEL n1 n2` (Set external drive device 1 pulse width) and `BEL`
 * for pin 2, `SUB` for pin 5 (STAR Line Mode Command Specifications Rev. 0.09, 3.3.12 "External Device Drive").
 */
export function starDrawerPulse(pin: 2 | 5): Uint8Array {
  return pin === 2 ? Uint8Array.of(ESC, BEL, PULSE_ON, PULSE_OFF, BEL) : Uint8Array.of(SUB);
}

/** The same at once, also without paper or with the cover open: `FS` for pin 2, `EM` for pin 5 (ibid.). */
export function starRealTimeDrawerPulse(pin: 2 | 5): Uint8Array {
  return Uint8Array.of(pin === 2 ? DRIVE_1_NOW : EM);
}

/** `ESC ACK SOH` (Real-time printer status): answered at once with the Automatic Status Back of the moment. */
export function starStatusRequest(): Uint8Array {
  return Uint8Array.of(ESC, ACK, 0x01);
}

/**
 * `ESC GS ETX s n1 n2` with s = 1 (Print end counter update): answered with the same bytes, the counter and NUL, once what
 * was sent before it is printed and the motor stands (StarPRNT Command Specifications Rev. 2.13, 2-85). The job's number
 * is any of 16 bits.
 */
export function starPrintEndRequest(job: number): Uint8Array {
  if (!Number.isInteger(job) || job < 0 || job > 0xffff) throw new RangeError('a job number has 16 bits');
  return Uint8Array.of(ESC, GS, ETX, 1, job & 0xff, job >> 8);
}

/**
 * `ETB` (Update ASB ETB status): once what was sent before it is printed, the ETB counter in the Automatic Status Back grows by one.
 * It is sent by itself only where automatic status is on (STAR Line Mode Command Specifications, 3-54); else the next answer to
 * `ESC ACK SOH` has it.
 */
export function starEtb(): Uint8Array {
  return Uint8Array.of(ETB);
}
