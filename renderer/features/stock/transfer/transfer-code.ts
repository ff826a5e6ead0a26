/** A UUID as decimal digits has at most 39 of them; an even number goes into fewer bars (Code 128, code set C). */
const DIGITS = 40;
const MOST = 2n ** 128n;
const HEX = /^[0-9a-f]{32}$/;

/** What stands in the barcode of a transfer's slip: its id in digits, so that it fits on narrow paper. */
export function transferCode(transferId: string): string {
  return BigInt(`0x${transferId.replaceAll('-', '')}`)
    .toString()
    .padStart(DIGITS, '0');
}

/** The number of a transfer for people: the end of its id. */
export function transferNumber(transferId: string): string {
  return transferId.replaceAll('-', '').slice(-8).toUpperCase();
}

/**
 * The transfer that a scanned or typed text means: the barcode of its slip, its whole id, or, of those that are known, its number.
 * Null when it means none.
 */
export function readTransfer(text: string, known: readonly string[] = []): string | null {
  const typed = text.trim();
  if (/^\d{40}$/.test(typed)) {
    const value = BigInt(typed);
    return value < MOST ? dashed(value.toString(16).padStart(32, '0')) : null;
  }
  const hex = typed.replaceAll('-', '').toLowerCase();
  if (HEX.test(hex)) return dashed(hex);
  return known.find((transferId) => transferNumber(transferId) === typed.toUpperCase()) ?? null;
}

function dashed(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
