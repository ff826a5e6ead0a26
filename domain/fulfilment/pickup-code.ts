/** Digits and letters that nobody takes for another (Crockford's base 32: no I, L, O, U). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 7;
/** What people type for what was printed. */
const MEANT: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/**
 * The code that a customer shows or says to be given an order: six characters of chance and one that tells a typing error, as
 * `4T7 KXQ 2`'s characters. `random` are at least six integers from 0 to 255.
 */
export function newPickupCode(random: Uint8Array): string {
  const body = [...random.slice(0, LENGTH - 1)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  if (body.length < LENGTH - 1) throw new Error('A pickup code takes six random bytes');
  return body + checkOf(body);
}

/** How a code is shown: `4T7-KXQ2`. */
export function shownPickupCode(code: string): string {
  return `${code.slice(0, 3)}-${code.slice(3)}`;
}

/** The code that was typed or said, however it was written; null where it can be none: too short, too long, mistyped. */
export function readPickupCode(typed: string): string | null {
  const code = [...typed.toUpperCase().replace(/[\s-]/g, '')].map((one) => MEANT[one] ?? one).join('');
  if (code.length !== LENGTH || [...code].some((one) => !ALPHABET.includes(one))) return null;
  return checkOf(code.slice(0, -1)) === code.at(-1) ? code : null;
}

/** Weights are odd, so that every single wrong character and most exchanged neighbours are told. */
function checkOf(body: string): string {
  const sum = [...body].reduce((total, one, at) => total + (2 * at + 1) * ALPHABET.indexOf(one), 0);
  return ALPHABET[sum % ALPHABET.length] ?? '';
}
