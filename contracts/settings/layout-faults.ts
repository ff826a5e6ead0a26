import type { SettingsFault } from '#contracts/http/settings.ts';
import type { InStoreLayout } from '#domain/gs1/read-in-store.ts';
import { faultIf } from './fault-if.ts';

/**
 * Why layouts of in-store barcodes cannot be: without an item, with a weight and a price or with neither (that would be an
 * ordinary number), with places of one figure apart from each other, or behind a layout that fits all that this one fits.
 */
export function layoutFaults(layouts: readonly InStoreLayout[]): SettingsFault[] {
  return layouts.flatMap(({ pattern }, index) => {
    const at = `inStoreLayouts.${index}`;
    if (!isReadable(pattern)) return faultIf(true, at, 'layout-invalid');
    const isShadowed = layouts.slice(0, index).some((earlier) => covers(earlier.pattern, pattern));
    return faultIf(isShadowed, at, 'layout-shadowed');
  });
}

function isReadable(pattern: string): boolean {
  const hasOne = pattern.includes('W') !== pattern.includes('P');
  const isWhole = ['I', 'W', 'P'].every((letter) => !new RegExp(`${letter}[^${letter}]+${letter}`).test(pattern));
  return pattern.includes('I') && hasOne && isWhole;
}

/** Whether what has the layout `pattern` is always read by `earlier`. */
function covers(earlier: string, pattern: string): boolean {
  return [...earlier].every((place, index) => !/\d/.test(place) || place === pattern[index]);
}
