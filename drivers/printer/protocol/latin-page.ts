export type LatinPage = 'cp858' | 'cp1252';

/** The upper halves (80h to FFh) of the pages, one character per byte; U+FFFD where a byte means nothing. */
const UPPER: Readonly<Record<LatinPage, string>> = {
  cp858:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0',
  cp1252:
    '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
};

function bytesOf(page: LatinPage): ReadonlyMap<string, number> {
  const bytes = new Map<string, number>();
  for (const [at, char] of [...UPPER[page]].entries()) if (char !== '\uFFFD') bytes.set(char, 0x80 + at);
  return bytes;
}

const BYTES: Readonly<Record<LatinPage, ReadonlyMap<string, number>>> = {
  cp858: bytesOf('cp858'),
  cp1252: bytesOf('cp1252'),
};

/** The byte of one character in a page, printable ASCII included; `null` when the page lacks it. A no-break space is a space. */
export function latinByte(page: LatinPage, char: string): number | null {
  if (char === '\u00A0') return 0x20;
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0x20 && code < 0x7f) return code;
  return BYTES[page].get(char) ?? null;
}
