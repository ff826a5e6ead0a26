/** Codes that frame a scan and are none of it: STX in front; ETX, CR and LF behind. */
export const IN_FRONT: ReadonlySet<number> = new Set([0x02, 0x0a, 0x0d]);
const BEHIND: ReadonlySet<number> = new Set([0x03, 0x0a, 0x0d]);
/** Controls a message may hold: TAB, EOT, FS, GS, RS, US (ISO/IEC 15434, GS1 General Specifications 7.8). */
const CONTROLS: ReadonlySet<number> = new Set([0x09, 0x04, 0x1c, 0x1d, 0x1e, 0x1f]);

/**
 * The text of scanned bytes: UTF-8, else ISO 8859-1 as scanners send extended characters. Null where there is nothing, or
 * something no scan holds: a line that picked up noise must not name an item.
 */
export function scanText(bytes: Uint8Array): string | null {
  let [begin, end] = [0, bytes.length];
  while (begin < end && IN_FRONT.has(bytes[begin] ?? 0)) begin += 1;
  while (end > begin && BEHIND.has(bytes[end - 1] ?? 0)) end -= 1;
  const body = bytes.subarray(begin, end);
  if (body.length === 0 || body.some((byte) => byte === 0x7f || (byte < 0x20 && !CONTROLS.has(byte)))) return null;
  return utf8(body) ?? latin1(body);
}

/** Undefined where the bytes are no UTF-8. */
function utf8(bytes: Uint8Array): string | undefined {
  try {
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return undefined;
  }
}

function latin1(bytes: Uint8Array): string | null {
  return bytes.some((byte) => byte >= 0x80 && byte < 0xa0) ? null : String.fromCharCode(...bytes);
}
