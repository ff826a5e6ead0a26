const LENGTH = 20;

/**
 * A code for new store credit that nobody can guess: 66 bits in digits alone, which fit a barcode on 58 mm paper and a number
 * pad. `random` fills an array with random bytes.
 */
export function creditCode(random: (bytes: Uint8Array<ArrayBuffer>) => void): string {
  const bytes = new Uint8Array(LENGTH);
  random(bytes);
  return [...bytes].map((byte) => byte % 10).join('');
}
