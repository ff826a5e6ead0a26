/** A text in one line, with single spaces, as a file of products is read. */
export function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What a file says of a text: what stands there where it differs in its white space alone, which a file does not keep. */
export function asItStood(before: string | undefined, said: string): string {
  return before !== undefined && tidy(before) === tidy(said) ? before : said;
}

/** The same of texts by language or name. */
export function asTheyStood<T extends Record<string, string> | undefined>(
  before: Record<string, string> | undefined,
  said: T,
): T {
  if (said === undefined) return said;
  return Object.fromEntries(Object.entries(said).map(([key, text]) => [key, asItStood(before?.[key], text)])) as T;
}
