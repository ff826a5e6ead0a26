/** The name in the screen's language, where there is one. */
export function localName(named: { name: string; names?: Record<string, string> }, language: string): string {
  return named.names?.[language] ?? named.name;
}
