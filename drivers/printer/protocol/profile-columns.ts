import { inPages, type PrinterProfile, type WideFont } from './printer-profile.ts';
import { type ColumnsOf, charColumns } from './text-width.ts';

/** What the wide fonts have beside what is square everywhere; a test compares each with the font's whole code. */
const ALSO_WIDE: Readonly<Record<WideFont, string>> = {
  none: '',
  gbk: '¤§¨°±·×àáèéêìíòó÷ùúü–—‘’“”…‰€',
  gb18030: '¤§¨°±·×àáèéêìíòó÷ùúü–—‘’“”…‰€',
  big5: '§¯°±·×÷ˍ–—‘’“”…‧╴',
  'shift-jis': '§¨°±´¶×÷‘’“”†‡…‰⇒⇔∀∂∃∇∋∬≪≫⊂⊃⊆⊇⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳◯♪♭♯',
  'ks-c-5601':
    '¡¤§¨ª°±²³´¶·¸¹º¼½¾¿ÆÐ×ØÞßæð÷øþđĦħıĲĳĸĿŀŁłŉŊŋŒœŦŧː˘˚˛˝‘’“”†‡…‰⁴ⁿ₁₂₃₄ℓ™⅓⅔⅛⅜⅝⅞↔↕⇒⇔∀∂∃∇∋∬∼≪≫⊂⊃⊆⊇⑪⑫⑬⑭⑮⒜⒝⒞⒟⒠⒡⒢⒣⒤⒥⒦⒧⒨⒩⒪⒫⒬⒭⒮⒯⒰⒱⒲⒳⒴⒵ⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩ▒▣▤▥▦▧▨▩▶▷◀◁◈◐◑☎☏☜☞♠♡♣♤♥♧♨♩♪♬♭',
};

/**
 * How wide a printer sets characters: one column for what a single-byte page has (Greek or Cyrillic too), two for what
 * comes from its wide font, none for marks. What it lacks is counted as other receipts would; it comes as dots.
 */
export function profileColumns(profile: PrinterProfile): ColumnsOf {
  const alsoWide = new Set(ALSO_WIDE[profile.wide]);
  return (char) => {
    if (inPages(profile, char)) return 1;
    return alsoWide.has(char) ? 2 : charColumns(char);
  };
}
