/** Whether a page may have what it asks for: the camera alone, without the microphone, and only a page of the till itself. */
export function maySee(permission: string, kinds: readonly string[], url: string, appUrl: string): boolean {
  if (permission !== 'media' || kinds.length === 0 || kinds.some((kind) => kind !== 'video')) return false;
  // A check names the origin, a request the address of the page.
  return url === appUrl.replace(/\/$/, '') || url.startsWith(appUrl);
}
