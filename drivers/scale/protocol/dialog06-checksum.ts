/**
 * The remainder of CS / P: CS as 16 bits, shifted up by 16, divided by a polynomial of degree 16 (`polynomial` without its top
 * bit), without carry. Ohaus Aviator 7000 service manual, section 6.1.3.1, page 38.
 */
export function checkWord(checksum: number, polynomial: number): number {
  let rest = checksum;
  for (let bit = 0; bit < 16; bit += 1) {
    rest = rest & 0x8000 ? ((rest << 1) & 0xffff) ^ polynomial : (rest << 1) & 0xffff;
  }
  return rest;
}

/**
 * What record 10 carries: CS rotated left by the upper nibble of the scale's random number, KW rotated right by the lower one, as
 * upper-case hexadecimal digits (section 6.1.3.2).
 */
export function encodedChecksums(checksum: number, polynomial: number, random: number): string {
  return (
    hex(rotateLeft(checksum, random >> 4)) + hex(rotateLeft(checkWord(checksum, polynomial), 16 - (random & 0x0f)))
  );
}

function rotateLeft(word: number, by: number): number {
  return ((word << (by % 16)) | (word >>> (16 - (by % 16)))) & 0xffff;
}

function hex(word: number): string {
  return word.toString(16).toUpperCase().padStart(4, '0');
}
