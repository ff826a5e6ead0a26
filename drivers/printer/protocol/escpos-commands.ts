import { DC4, DLE, EOT, ESC, GS } from './escpos-codes.ts';

/** Drive time of a drawer's solenoid and the pause after it, in the command's units of 2 ms: 100 ms and 500 ms. */
const PULSE_ON = 50;
const PULSE_OFF = 250;

/** `ESC p m t1 t2` (Generate pulse): opens the drawer on pin 2 or pin 5 of the kick-out connector. */
export function drawerPulse(pin: 2 | 5): Uint8Array {
  return Uint8Array.of(ESC, 0x70, pin === 2 ? 0 : 1, PULSE_ON, PULSE_OFF);
}

/** `DLE DC4` function 1 (Generate pulse in real time), 100 ms long: obeyed also without paper or with the cover open. */
export function realTimeDrawerPulse(pin: 2 | 5): Uint8Array {
  return Uint8Array.of(DLE, DC4, 0x01, pin === 2 ? 0 : 1, 0x01);
}

/** Which status `DLE EOT n` asks for: 1 printer, 2 cause of being offline, 3 cause of an error, 4 paper sensors. */
export type StatusNumber = 1 | 2 | 3 | 4;

/** `DLE EOT n` (Transmit real-time status): answered at once with one byte, also when the printer is offline or full. */
export function statusRequest(n: StatusNumber): Uint8Array {
  return Uint8Array.of(DLE, EOT, n);
}

/**
 * `GS ( H` function 48 (Specify the process ID response): answered with the same four characters once what was sent
 * before it is printed. The id is four printable ASCII characters.
 */
export function processIdRequest(id: string): Uint8Array {
  if (!/^[\x20-\x7E]{4}$/.test(id)) throw new RangeError('a process id is four printable ASCII characters');
  return Uint8Array.of(GS, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...[...id].map((char) => char.charCodeAt(0)));
}

/** `GS r 1` (Transmit status, paper sensors): answered in turn, so once everything before it was processed. */
export function paperSensorRequest(): Uint8Array {
  return Uint8Array.of(GS, 0x72, 0x01);
}

/** Online, cover, errors and paper, without the drawer. */
const WATCHED = 0b1110;

/**
 * `GS a n` (Enable/disable Automatic Status Back): the state is sent at once and at every change, or not any more. It holds until `ESC @`,
 * which therefore has to come before it.
 */
export function automaticStatusBack(on: boolean): Uint8Array {
  return Uint8Array.of(GS, 0x61, on ? WATCHED : 0);
}

/** `DLE DC4` function 8 (Clear buffers): forgets in real time all that was received but not printed, and says so. */
export function clearBuffers(): Uint8Array {
  return Uint8Array.of(DLE, DC4, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);
}
