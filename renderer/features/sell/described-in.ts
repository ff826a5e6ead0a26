/**
 * A description for a reader of `language` (BCP 47): in that very language, in another form of it (`zh` for `zh-CN`, `en-GB` for
 * `en`), else in whichever comes first; null where there is none.
 */
export function describedIn(
  descriptions: Readonly<Record<string, string>>,
  language: string,
): { language: string; text: string } | null {
  const written = Object.keys(descriptions).sort();
  const chosen =
    written.find((one) => one === language) ?? written.find((one) => baseOf(one) === baseOf(language)) ?? written[0];
  const text = chosen === undefined ? undefined : descriptions[chosen];
  return chosen === undefined || text === undefined ? null : { language: chosen, text };
}

function baseOf(tag: string): string {
  return tag.split('-', 1).join().toLowerCase();
}
