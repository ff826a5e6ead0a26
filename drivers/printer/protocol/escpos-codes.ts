/** Control codes by the names Epson's ESC/POS command reference writes commands with. */
export const EOT = 0x04;
export const LF = 0x0a;
export const DLE = 0x10;
export const DC4 = 0x14;
export const ESC = 0x1b;
export const FS = 0x1c;
export const GS = 0x1d;
