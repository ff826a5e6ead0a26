const PICTURE_TYPES = ['image/jpeg', 'image/webp'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

export interface PictureHeader {
  type: PictureType;
  width: number;
  height: number;
  /** It says more than pixels and colours: EXIF (place and time), XMP, IPTC, a comment, or bytes after its end. */
  hasMetadata: boolean;
}

/**
 * What the bytes of a picture say of themselves: JPEG (ITU-T T.81, annex B) or WebP (RFC 9649). Null for anything else, whatever
 * it is called: a page, an SVG, an animation, a file that is cut off.
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return readJpeg(view);
    return textAt(view, 0) === 'RIFF' && textAt(view, 8) === 'WEBP' ? readWebp(view) : null;
  } catch (error) {
    // Past the end.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Segments that carry pixels' meaning: JFIF (APP0), a colour profile (APP2), how components are transformed (APP14). */
const PLAIN_APPS = new Set([0xe0, 0xe2, 0xee]);
const COMMENT = 0xfe;
const SCAN = 0xda;

function readJpeg(view: DataView): PictureHeader | null {
  let size: { width: number; height: number } | null = null;
  let hasMetadata = false;
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    // Padding.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === SCAN) break;
    const length = view.getUint16(at + 2);
    if (length < 2 || (marker >= 0xd0 && marker <= 0xd9)) return null;
    if (isFrame(marker)) size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (marker === COMMENT || (marker >= 0xe0 && marker <= 0xef && !PLAIN_APPS.has(marker))) hasMetadata = true;
    at += 2 + length;
  }
  const end = view.byteLength - 2;
  const endsWell = view.getUint16(end) === 0xffd9;
  if (!size || size.width === 0 || size.height === 0 || !endsWell) return null;
  return { type: 'image/jpeg', ...size, hasMetadata };
}

/** SOF0 to SOF15, without DHT, JPG and DAC, whose numbers lie among them (table B.1). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Of the extended form's flags (RFC 9649, section 2.7): EXIF, XMP; and animation, which is no picture here. */
const EXIF = 0x08;
const XMP = 0x04;
const ANIMATION = 0x02;

function readWebp(view: DataView): PictureHeader | null {
  if (view.getUint32(4, true) + 8 !== view.byteLength) return null;
  const form = textAt(view, 12);
  if (form === 'VP8 ') {
    // RFC 6386, section 9.1: a key frame's start code, then 14 bits of width and of height.
    if (view.getUint8(23) !== 0x9d || view.getUint8(24) !== 0x01 || view.getUint8(25) !== 0x2a) return null;
    return webp(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff, false);
  }
  if (form === 'VP8L') {
    if (view.getUint8(20) !== 0x2f) return null;
    const bits = view.getUint32(21, true);
    return webp((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1, false);
  }
  if (form !== 'VP8X') return null;
  const flags = view.getUint8(20);
  if ((flags & ANIMATION) !== 0) return null;
  const hasMetadata = (flags & (EXIF | XMP)) !== 0 || hasStrangeChunk(view);
  return webp(uint24(view, 24) + 1, uint24(view, 27) + 1, hasMetadata);
}

function webp(width: number, height: number, hasMetadata: boolean): PictureHeader | null {
  return width === 0 || height === 0 ? null : { type: 'image/webp', width, height, hasMetadata };
}

const WEBP_CHUNKS = new Set(['VP8X', 'ICCP', 'ALPH', 'VP8 ', 'VP8L']);

function hasStrangeChunk(view: DataView): boolean {
  for (let at = 12; at < view.byteLength; ) {
    if (!WEBP_CHUNKS.has(textAt(view, at))) return true;
    const length = view.getUint32(at + 4, true);
    at += 8 + length + (length % 2);
  }
  return false;
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

function textAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));
}
