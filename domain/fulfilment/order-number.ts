/** Digits and letters that are not taken for each other (Crockford's base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/** What the customer of a till's order calls it: eight characters, as `4K7P-Q2XM`, of the last 40 bits of its id (a UUID). */
export function orderNumber(orderId: string): string {
  let rest = BigInt(`0x${orderId.replaceAll('-', '').slice(-10)}`);
  let text = '';
  for (let at = 0; at < LENGTH; at += 1) {
    text = `${LETTERS[Number(rest % 32n)] ?? ''}${text}`;
    rest /= 32n;
  }
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}
