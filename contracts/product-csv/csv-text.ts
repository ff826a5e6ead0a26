export type CsvText = { ok: true; text: string } | { ok: false; reason: string };

/** The text of a file's bytes, which must be UTF-8 (with or without a byte-order mark); another encoding is named, not guessed at. */
export function readCsvText(bytes: Uint8Array): CsvText {
  const wide = utf16(bytes);
  if (wide !== null) return refuse(wide);
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return refuse(isGb18030(bytes) ? 'GBK (a Chinese code page)' : 'another code page than UTF-8');
  }
}

function refuse(encoding: string): CsvText {
  return { ok: false, reason: `the file is written in ${encoding}; save it as "CSV UTF-8" and import it again` };
}

/** UTF-16 by its byte-order mark, or by a zero byte beside every letter of the header line. */
function utf16(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'UTF-16';
  const head = bytes.subarray(0, 200);
  const zeros = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  return head.length > 0 && zeros * 3 > head.length ? 'UTF-16' : null;
}

/** Whether the bytes are a valid sequence of GB18030 in which most of what is not ASCII is a Chinese character. */
function isGb18030(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    const foreign = text.match(/[^\0-\x7f]/gu) ?? [];
    return foreign.filter((character) => /\p{Script=Han}/u.test(character)).length * 2 > foreign.length;
  } catch {
    return false;
  }
}
