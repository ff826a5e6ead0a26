import { code128 } from './code128.ts';

/** The kinds of barcodes a receipt can ask for. */
export type BarcodeSymbology = 'code128' | 'ean13' | 'ean8' | 'upca' | 'itf' | 'code39';

/** Quiet zones are not counted: the paper's margins and the centring give more than the 10 modules they need. */
interface Rule {
  data: RegExp;
  /** Width of a symbol of so many characters, in modules; wide elements are 3 narrow ones. */
  modules(length: number): number;
}

/** What each holds (GS1 General Specifications 5.2; ISO/IEC 16390 for ITF; ISO/IEC 16388 for Code 39). */
const RULES: Readonly<Record<Exclude<BarcodeSymbology, 'code128'>, Rule>> = {
  ean13: { data: /^\d{13}$/, modules: () => 95 },
  ean8: { data: /^\d{8}$/, modules: () => 67 },
  upca: { data: /^\d{12}$/, modules: () => 95 },
  itf: { data: /^(\d\d){1,40}$/, modules: (length) => 9 + length * 9 },
  code39: { data: /^[0-9A-Z $%+\-./]{1,80}$/, modules: (length) => (length + 2) * 16 },
};

/** The check digit at the end of an EAN or UPC number (GS1 General Specifications 7.9). */
function rightCheckDigit(digits: string): boolean {
  let sum = 0;
  for (const [at, digit] of [...digits].reverse().entries()) sum += Number(digit) * (at % 2 === 0 ? 1 : 3);
  return sum % 10 === 0;
}

/** Width in modules of a text as such a barcode; `null` when that cannot hold it, or its check digit is wrong. */
export function barcodeModules(symbology: BarcodeSymbology, text: string): number | null {
  if (symbology === 'code128') return code128(text)?.modules ?? null;
  const rule = RULES[symbology];
  if (!rule.data.test(text)) return null;
  const checked = symbology === 'ean13' || symbology === 'ean8' || symbology === 'upca';
  return checked && !rightCheckDigit(text) ? null : rule.modules(text.length);
}
