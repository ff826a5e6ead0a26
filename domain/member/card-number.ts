/** What a card number that a till makes begins with: no barcode of goods has a letter there. */
const PREFIX = 'M';
const DIGITS = 15;
const MADE = new RegExp(`^${PREFIX}\\d{${DIGITS + 1}}$`);

/**
 * A member's card number from random bytes (at least 15): the letter M, 15 digits and their check digit (Luhn, ISO/IEC 7812-1 annex B),
 * so that a mistyped one is nobody's. Of a million members two have the same with a chance of 1 in 2,000; they are told apart by
 * their ids and found as duplicates.
 */
export function newCardNumber(bytes: Uint8Array): string {
  if (bytes.length < DIGITS) throw new Error(`a card number needs ${DIGITS} random bytes`);
  // 250 is a multiple of 10: bytes above it would favour the lower digits.
  const digits = [...bytes].slice(0, DIGITS).map((byte) => (byte >= 250 ? byte - 250 : byte) % 10);
  return `${PREFIX}${digits.join('')}${luhnDigit(digits)}`;
}

/** Whether a text is a number that a till made for a card: its check digit is right. */
export function isMadeCardNumber(text: string): boolean {
  if (!MADE.test(text)) return false;
  const digits = [...text.slice(PREFIX.length)].map(Number);
  return luhnDigit(digits.slice(0, -1)) === digits.at(-1);
}

/** The digit that makes the Luhn sum of all a multiple of 10. */
export function luhnDigit(digits: readonly number[]): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + (index % 2 === 0 ? doubled(digit) : digit), 0);
  return (10 - (sum % 10)) % 10;
}

function doubled(digit: number): number {
  return digit > 4 ? digit * 2 - 9 : digit * 2;
}
