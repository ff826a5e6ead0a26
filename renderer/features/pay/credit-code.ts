/** Crockford's base 32: no letters that look like digits, and no vowel that spells words with them. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;
const PREFIX = 'SC';

/** A code for new store credit that nobody can guess: 80 bits. `random` fills an array with random bytes. */
export function creditCode(random: (bytes: Uint8Array<ArrayBuffer>) => void): string {
  const bytes = new Uint8Array(LENGTH);
  random(bytes);
  return PREFIX + [...bytes].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
}
