import { shortDecimal } from './decimal-text.ts';
import { PPM } from './money.ts';

/** One percent in parts per million. */
const ONE_PERCENT = PPM / 100;
/** How many decimals a percentage may have: a part per million is 0.0001 %. */
const DECIMALS = 4;
const TYPED = /^(\d{1,9})(?:[.,](\d{1,4}))?\s*%?$/;

/**
 * A percentage as it is typed, in parts per million: `20`, `8.875`, `8,875`, `20 %`. Either decimal mark, whichever language is
 * on screen; exact, never rounded. Null where it is no percentage, is negative, has more than four decimals, or is above
 * `most` (parts per million; 100 % unless said).
 */
export function readPercentage(text: string, most: number = PPM): number | null {
  const [, whole, decimals = ''] = TYPED.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const ppm = Number(whole) * ONE_PERCENT + Number(decimals.padEnd(DECIMALS, '0'));
  return ppm <= most ? ppm : null;
}

/** Parts per million as a percentage is typed, exactly and without decimals that say nothing: `8.875`. */
export function writePercentage(ppm: number): string {
  return shortDecimal(ppm, DECIMALS);
}
