/**
 * Text as a receipt can hold it: one line, composed (NFC), without anything a printer or a terminal would act on.
 * Controls (C0, C1) that mean white space become a space and the others vanish, as do format characters (bidirectional
 * overrides, joiners), lone surrogates and private-use characters. Marks that any letter can carry (the combining accents)
 * vanish where they compose with none; marks of a script of its own (vowels of Thai, Devanagari, Hebrew) stay with their
 * letters. Narrow and figure spaces become no-break spaces: amounts keep together.
 */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(/[\u2007\u202F]/g, '\u00A0')
    .replace(/[^\P{Zs}\u0020\u00A0\u3000]/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]|(?=\p{Script=Inherited})\p{M}/gu, '')
    .replace(/(^|[ \u00A0\u3000])\p{M}+/gu, '$1')
    .normalize('NFC');
}

/** The content of a barcode or QR code as it must come out: only controls and lone surrogates are taken away. */
export function cleanData(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}]/gu, '');
}
