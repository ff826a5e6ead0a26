import iconv from 'iconv-lite';
import { latinByte } from './latin-page.ts';
import type { PrinterProfile } from './printer-profile.ts';

const QUESTION_MARK = 0x3f;
const LEAD_FIRST = 0x81;

/** The GB18030 code of a character, of 2 or 4 bytes, as far as the printer's font goes; `null` when it does not. */
function chineseCode(profile: PrinterProfile, char: string): Uint8Array | null {
  if (profile.chinese === 'none') return null;
  const code: Uint8Array = iconv.encode(char, 'gb18030');
  const lead = code[0] ?? QUESTION_MARK;
  if (lead < LEAD_FIRST) return null;
  if (code.length === 2) return code;
  return profile.chinese === 'four-byte' && /[\u3400-\u4DBF]/.test(char) ? code : null;
}

/** Whether the printer can print a character of cleaned text. */
export function canPrint(profile: PrinterProfile, char: string): boolean {
  return latinByte(profile.latin, char) !== null || chineseCode(profile, char) !== null;
}

export interface CodedChar {
  /** `either`: the byte means the same in both modes (ASCII). */
  mode: 'latin' | 'chinese' | 'either';
  bytes: Uint8Array;
}

/** A character's bytes and the mode they need, Latin first (it takes one column); `?` when the printer lacks it. */
export function encodeChar(profile: PrinterProfile, char: string): CodedChar {
  const latin = latinByte(profile.latin, char);
  if (latin !== null) return { mode: latin < 0x80 ? 'either' : 'latin', bytes: Uint8Array.of(latin) };
  const chinese = chineseCode(profile, char);
  if (chinese !== null) return { mode: 'chinese', bytes: chinese };
  return { mode: 'either', bytes: Uint8Array.of(QUESTION_MARK) };
}
