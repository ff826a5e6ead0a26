import { languageName } from '#renderer/features/products/field-words.ts';

/** Names by language in one line, in the language of the screen. */
export function nameWords(names: Readonly<Record<string, string>> | undefined, language: string): string {
  const all = Object.entries(names ?? {}).sort(([a], [b]) => a.localeCompare(b));
  return all.map(([tag, name]) => `${languageName(tag, language)}: ${name}`).join(' · ');
}
