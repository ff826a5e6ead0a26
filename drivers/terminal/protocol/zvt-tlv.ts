import { tlvLength } from './zvt-fields.ts';

export interface TlvObject {
  /** One byte, or two when the first ends in 1F. */
  tag: number;
  value: Uint8Array;
}

/** The data objects of a TLV container, one level deep; null when they do not fill it exactly. */
export function decodeTlv(data: Uint8Array): TlvObject[] | null {
  const objects: TlvObject[] = [];
  let at = 0;
  while (at < data.length) {
    const first = data[at] ?? 0;
    const long = (first & 0x1f) === 0x1f;
    const second = data[at + 1];
    if (long && second === undefined) return null;
    const tag = long ? (first << 8) | (second ?? 0) : first;
    const size = tlvLength(data, at + (long ? 2 : 1));
    if (!size || size.start + size.length > data.length) return null;
    objects.push({ tag, value: data.slice(size.start, size.start + size.length) });
    at = size.start + size.length;
  }
  return objects;
}

/** Container of texts, and one line in it. */
const TEXTS = 0x24;
const LINE = 0x07;

/** The text lines of a container (tag 24, lines 07); none where there are none. */
export function textLines(container: Uint8Array): Uint8Array[] {
  const texts = decodeTlv(container)?.find(({ tag }) => tag === TEXTS);
  const lines = texts ? decodeTlv(texts.value) : null;
  return (lines ?? []).filter(({ tag }) => tag === LINE).map(({ value }) => value);
}
