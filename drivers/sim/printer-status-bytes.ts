import type { Faults } from './printer-faults.ts';

/** What a printer's answers about its state depend on. */
export interface MachineState {
  faults: Readonly<Faults>;
  drawerOpen: boolean;
}

function offline({ paperOut, coverOpen, cutterJam }: Readonly<Faults>): boolean {
  return paperOut || coverOpen || cutterJam;
}

/** The byte that answers `DLE EOT n`: the fixed bits, and what is wrong. */
export function realTimeStatus(n: number, { faults, drawerOpen }: MachineState): number {
  const { paperOut, paperLow, coverOpen, cutterJam } = faults;
  const bits: Record<number, number> = {
    1: (drawerOpen ? 0x04 : 0) | (offline(faults) ? 0x08 : 0),
    2: (coverOpen ? 0x04 : 0) | (paperOut ? 0x20 : 0) | (cutterJam ? 0x40 : 0),
    3: cutterJam ? 0x08 : 0,
    4: (paperLow || paperOut ? 0x0c : 0) | (paperOut ? 0x60 : 0),
  };
  return 0x12 | (bits[n] ?? 0);
}

/** The four bytes of Epson's Automatic Status Back. */
export function automaticStatus({ faults, drawerOpen }: MachineState): number[] {
  const { paperOut, paperLow, coverOpen, cutterJam } = faults;
  const printer = (drawerOpen ? 0x04 : 0) | (offline(faults) ? 0x08 : 0) | (coverOpen ? 0x20 : 0);
  const paper = (paperLow || paperOut ? 0x03 : 0) | (paperOut ? 0x0c : 0);
  return [0x10 | printer, cutterJam ? 0x08 : 0, paper, 0];
}

/** The part of it whose changes `GS a n` asks for: bit 0 the drawer, 1 online and cover, 2 errors, 3 the paper sensors. */
export function watchedStatus(n: number, [printer = 0, errors = 0, paper = 0]: readonly number[]): string {
  const bits = (n & 1 ? 0x04 : 0) | (n & 2 ? 0x28 : 0);
  return [printer & bits, n & 4 ? errors : 0, n & 8 ? paper : 0].join();
}

/** Star's Automatic Status Back in nine bytes, with the ETB counter. */
export function starStatusBytes({ faults, drawerOpen }: MachineState, etb: number): number[] {
  const { paperOut, paperLow, coverOpen, cutterJam } = faults;
  const state = (coverOpen ? 0x20 : 0) | (offline(faults) ? 0x08 : 0) | (drawerOpen ? 0x04 : 0);
  const paper = (paperOut ? 0x08 : 0) | (paperLow || paperOut ? 0x06 : 0);
  const counter = ((etb & 0b111) << 1) | ((etb & 0b1_1000) << 2);
  return [0x23, 0x06, state, cutterJam ? 0x08 : 0, 0, paper, 0, counter, 0];
}
