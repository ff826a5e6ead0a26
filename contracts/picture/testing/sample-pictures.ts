/** Green pictures of 8 by 6 pixels as ImageMagick 6.9.11 writes them (`convert -size 8x6 xc:green -strip`), base64. */
export const JPEG =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAGAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAABf/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AIgAsM//2Q==';
export const WEBP = 'UklGRjgAAABXRUJQVlA4ICwAAADQAQCdASoIAAYAAgA0JaACdLoB+AADsAD+8Oj3/yC5YXXI1/5sCua5+agAAA==';
/** With `-define webp:lossless=true`. */
export const LOSSLESS_WEBP = 'UklGRiAAAABXRUJQVlA4TBQAAAAvB0ABAAdQwIj+BwCC8L9tIqL/IQ==';
/** Of `xc:none`: the extended form, with transparency. */
export const CLEAR_WEBP =
  'UklGRk4AAABXRUJQVlA4WAoAAAAQAAAABwAABQAAQUxQSA8AAAABBxAREQAIwv+2iYj+hwAAVlA4IBgAAAAwAQCdASoIAAYAAgA0JaQAA3AA/vv9UAA=';

/** The bytes of one of them. */
export function pictureBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** A JPEG with a segment put after its start, as a camera writes where it stood (APP1, 0xe1). `text` is Latin-1. */
export function withSegment(jpeg: Uint8Array, marker: number, text: string): Uint8Array<ArrayBuffer> {
  const length = text.length + 2;
  const segment = [0xff, marker, length >> 8, length & 0xff, ...[...text].map((letter) => letter.charCodeAt(0))];
  return Uint8Array.from([...jpeg.subarray(0, 2), ...segment, ...jpeg.subarray(2)]);
}
