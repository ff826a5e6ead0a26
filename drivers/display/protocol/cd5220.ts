import type { DisplayLanguage } from './display-frame.ts';

const ESC = 0x1b;
const CLR = 0x0c;
const CR = 0x0d;
const INITIALISE = [ESC, 0x40];
const UPPER_LINE = [ESC, 0x51, 0x41];
const LOWER_LINE = [ESC, 0x51, 0x42];

/**
 * CD5220 (CD5220 User's Manual, "Command list"; the same list in Epson's P07303 manual, section 7.2, page 16): `ESC Q A` and
 * `ESC Q B`, text, CR write a line at once. From then on the display takes no other command until `CLR` or `CAN` (the remark
 * below that list), so the code table is set only where it changes, after `CLR`. Only the tables 0 to 5 are common to its makers.
 */
export const CD5220: DisplayLanguage = {
  tables: [
    [0, 'cp437'],
    [2, 'cp850'],
    [3, 'cp860'],
    [4, 'cp863'],
    [5, 'cp865'],
  ],
  start: [CLR, ...INITIALISE],
  frame({ upper, lower, table, tableChanged }) {
    const select = tableChanged ? [CLR, ESC, 0x74, table] : [];
    return [...select, ...UPPER_LINE, ...upper, CR, ...LOWER_LINE, ...lower, CR];
  },
};
