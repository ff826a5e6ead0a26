import { type CsvRefusal, refuseCsv } from './csv-refusal.ts';

export type CsvText = { ok: true; text: string } | CsvRefusal;

/** How files begin that people take for a CSV: a zip, as of a spreadsheet (PKWARE APPNOTE 4.3.7), an old spreadsheet (MS-CFB 2.2), a PDF (ISO 32000-1, 7.5.2), pictures (PNG, 5.2; JPEG, B.1.1.3). */
const BEGINNINGS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
] as const;

/** The text of a file's bytes, which must be UTF-8 (with or without a byte-order mark); another encoding is named, not guessed at. */
export function readCsvText(bytes: Uint8Array): CsvText {
  if (BEGINNINGS.some((beginning) => beginning.every((byte, at) => bytes[at] === byte))) return refuseCsv('file-other');
  if (isUtf16(bytes)) return refuseCsv('encoding-utf16');
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return refuseCsv(isGb18030(bytes) ? 'encoding-gbk' : 'encoding-other');
  }
}

/** UTF-16 by its byte-order mark, or by a zero byte beside every letter of the header line. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const head = bytes.subarray(0, 200);
  const zeros = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  return head.length > 0 && zeros * 3 > head.length;
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
