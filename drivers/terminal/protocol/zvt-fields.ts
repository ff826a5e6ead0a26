/** How long a data field (BMP) is: so many bytes, or told by two or three bytes `Fx` (LL, LLL), or a TLV container. */
type FieldLength = number | 'LL' | 'LLL' | 'TLV';

/**
 * The data fields of ZVT by their number (PA00P015 13.13, chapter "Data fields (BMPs)"). Those of a card (number, tracks, expiry,
 * CVV, chip data, PIN data) are here only so that they can be passed over.
 */
const FIELDS: Readonly<Record<number, { length: FieldLength; keep?: true }>> = {
  1: { length: 1 },
  2: { length: 1 },
  3: { length: 1 },
  4: { length: 6, keep: true },
  5: { length: 1 },
  6: { length: 'TLV', keep: true },
  11: { length: 3, keep: true },
  12: { length: 3, keep: true },
  13: { length: 2, keep: true },
  14: { length: 2 },
  23: { length: 2 },
  25: { length: 1 },
  34: { length: 'LL' },
  35: { length: 'LL' },
  36: { length: 'LLL' },
  39: { length: 1, keep: true },
  41: { length: 4, keep: true },
  42: { length: 15 },
  45: { length: 'LL' },
  46: { length: 'LLL' },
  55: { length: 3, keep: true },
  58: { length: 2 },
  59: { length: 8 },
  60: { length: 'LLL', keep: true },
  61: { length: 3 },
  73: { length: 2, keep: true },
  96: { length: 'LLL' },
  135: { length: 2, keep: true },
  136: { length: 3 },
  138: { length: 1 },
  139: { length: 'LL', keep: true },
  140: { length: 1 },
  154: { length: 'LLL' },
  160: { length: 1 },
  167: { length: 'LL' },
  170: { length: 3 },
  175: { length: 'LLL' },
  186: { length: 5 },
  208: { length: 1 },
  209: { length: 'LL' },
  210: { length: 1 },
  211: { length: 1 },
};

/** Numbers of the fields that are read. */
export const FIELD = {
  amount: 0x04,
  tlv: 0x06,
  trace: 0x0b,
  time: 0x0c,
  date: 0x0d,
  result: 0x27,
  terminal: 0x29,
  originalTrace: 0x37,
  text: 0x3c,
  currency: 0x49,
  receipt: 0x87,
  cardName: 0x8b,
} as const;

/** Reads data fields one after another; null when one is not known or longer than the data. What is a card's is dropped here. */
export function decodeFields(data: Uint8Array): Map<number, Uint8Array> | null {
  const fields = new Map<number, Uint8Array>();
  let at = 0;
  while (at < data.length) {
    const number = data[at] ?? 0;
    const field = FIELDS[number];
    const size = field && sizeOf(field.length, data, at + 1);
    if (!size || size.start + size.length > data.length) return null;
    if (field.keep) fields.set(number, data.slice(size.start, size.start + size.length));
    at = size.start + size.length;
  }
  return fields;
}

function sizeOf(length: FieldLength, data: Uint8Array, at: number): { start: number; length: number } | null {
  if (typeof length === 'number') return { start: at, length };
  if (length === 'TLV') return tlvLength(data, at);
  const count = length === 'LL' ? 2 : 3;
  let told = 0;
  for (const byte of data.subarray(at, at + count)) {
    const digit = byte & 0x0f;
    if (byte >> 4 !== 0x0f || digit > 9) return null;
    told = told * 10 + digit;
  }
  return data.length < at + count ? null : { start: at + count, length: told };
}

/** A length as BER writes it: below 128 one byte, else `81` and one byte or `82` and two, the higher first. */
export function tlvLength(data: Uint8Array, at: number): { start: number; length: number } | null {
  const [first, second, third] = data.subarray(at, at + 3);
  if (first === undefined) return null;
  if (first < 0x80) return { start: at + 1, length: first };
  if (first === 0x81 && second !== undefined) return { start: at + 2, length: second };
  if (first === 0x82 && second !== undefined && third !== undefined)
    return { start: at + 3, length: (second << 8) | third };
  return null;
}
