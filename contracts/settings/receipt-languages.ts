/** The languages of receipts when the store's becomes another: they follow it as long as the first of them is the store's. */
export function receiptLanguages(languages: readonly string[], before: string, after: string): string[] {
  const [first, ...others] = languages;
  return first === before ? [after, ...others.filter((tag) => tag !== after)] : [...languages];
}
