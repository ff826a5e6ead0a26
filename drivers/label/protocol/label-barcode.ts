import { barcodeModules } from '#drivers/printer/protocol/barcode.ts';

export type LabelSymbology = 'ean13' | 'ean8' | 'upca' | 'code128';

/** The barcode of a label, and how wide it is. */
export interface LabelBarcode {
  symbology: LabelSymbology;
  /** What a scanner reads: with the check digit, where there is one. */
  text: string;
  /** Its bars and spaces, in modules. */
  modules: number;
  /** What must stay white at either side, in modules: the wider of the two. */
  quiet: number;
}

/** Light margins (GS1 General Specifications 5.2.3.4: EAN-13 11, EAN-8 7, UPC-A 9; 5.4.4: GS1-128 10, as ISO/IEC 15417 for Code 128). */
const QUIET: Readonly<Record<LabelSymbology, number>> = { ean13: 11, ean8: 7, upca: 9, code128: 10 };

/**
 * What a text is drawn as: an EAN or UPC number of right check digit as its own symbol, also where it is written with 14
 * digits, and other printable ASCII as Code 128. `null` for what no symbol holds.
 */
export function labelBarcode(text: string): LabelBarcode | null {
  const short = /^\d{14}$/.test(text) ? withoutFiller(text) : text;
  for (const symbology of ['ean13', 'ean8', 'upca'] as const) {
    const modules = barcodeModules(symbology, short);
    if (modules !== null) return { symbology, text: short, modules, quiet: QUIET[symbology] };
  }
  if (!/^[\x20-\x7e]{1,48}$/.test(text)) return null;
  const characters = isPairs(text) ? text.length / 2 : text.length;
  // Start, check character and stop (ISO/IEC 15417): 11 + 11 + 13 modules.
  return { symbology: 'code128', text, modules: 35 + 11 * characters, quiet: QUIET.code128 };
}

/** Whether Code 128 holds it in subset C, two digits a character. */
export function isPairs(text: string): boolean {
  return /^(\d\d){2,}$/.test(text);
}

/** A GTIN of 14 digits by the symbol it is printed with: 13, 12 or 8 digits (GS1 General Specifications, 3.3.2: filler zeros). */
function withoutFiller(gtin: string): string {
  if (gtin.startsWith('000000')) return gtin.slice(6);
  if (gtin.startsWith('00')) return gtin.slice(2);
  return gtin.startsWith('0') ? gtin.slice(1) : gtin;
}
