/** A GTIN as it stands below its bars: 8, 12 or 13 digits where it has no more. */
export function shortGtin(gtin: string): string {
  if (/^0{6}/.test(gtin)) return gtin.slice(6);
  return gtin.startsWith('0') ? gtin.slice(1) : gtin;
}
