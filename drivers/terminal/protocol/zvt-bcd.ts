/** A number as packed decimal digits, zeros in front; two digits a byte. Throws when it does not fit. */
export function encodeBcd(value: number, bytes: number): Uint8Array {
  const digits = String(value).padStart(bytes * 2, '0');
  if (!/^\d+$/.test(digits) || digits.length > bytes * 2) throw new RangeError(`${value} is not ${bytes} bytes of BCD`);
  return Uint8Array.from({ length: bytes }, (_, index) => Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16));
}

/** Packed decimal digits as text; null when a half byte is not a digit. */
export function decodeBcd(bytes: Uint8Array): string | null {
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return /^\d*$/.test(digits) ? digits : null;
}
