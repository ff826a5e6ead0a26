/** What the host wrote into the page it serves: `<meta name="…" content="…">`; empty when it wrote none. */
export function pageMeta(name: 'csp-nonce' | 'omnitill-token' | 'omnitill-hostless'): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
}
