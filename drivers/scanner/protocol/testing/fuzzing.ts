/** Bytes of a text of characters up to U+00FF. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0) & 0xff);
}

/** A text of such bytes. */
export function textOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

export function must(right: boolean, what: string): void {
  if (!right) throw new Error(what);
}
