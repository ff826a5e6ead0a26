import { checkDigit } from '#domain/gs1/check-digit.ts';

const FIGURES = '1234567890';

/** A barcode as a layout has it, with made-up figures and its right check digit. */
export function sampleBarcode(pattern: string): string {
  const counts: Record<string, number> = {};
  const digits = [...pattern.slice(0, -1)].map((place) => {
    if (/\d/.test(place)) return place;
    const count = counts[place] ?? 0;
    counts[place] = count + 1;
    return place === 'I' ? (FIGURES[count % FIGURES.length] ?? '1') : padded(place, pattern, count);
  });
  const before = digits.join('');
  return `${before}${checkDigit(before)}`;
}

/** A weight or price that begins with a nought, as most do: `01234`. */
function padded(place: string, pattern: string, count: number): string {
  const width = [...pattern].filter((one) => one === place).length;
  return width > 3 && count === 0 ? '0' : (FIGURES[(width > 3 ? count - 1 : count) % FIGURES.length] ?? '1');
}
