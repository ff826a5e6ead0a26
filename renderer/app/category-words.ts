import type { TFunction } from 'i18next';

const KNOWN = ['standard', 'reduced', 'second-reduced', 'super-reduced', 'zero', 'exempt'] as const;

/** Tax categories with those first that are sold at most. */
export function inUsualOrder(categories: readonly string[]): string[] {
  const place = (category: string): number => {
    const known = KNOWN.find((one) => one === category);
    return known ? KNOWN.indexOf(known) : KNOWN.length;
  };
  return categories.toSorted((a, b) => place(a) - place(b));
}

/** What a tax category is called; one of a shop's own is called what it is. */
export function categoryWords(t: TFunction, category: string): string {
  const known = KNOWN.find((one) => one === category);
  return known ? t(`opening.categories.${known}`) : category;
}
