import { API_PREFIX } from '#contracts/ipc/proxied.ts';

/** Where the window gets a picture from: through its host, which keeps it. */
export function pictureUrl(hash: string): string {
  return `${API_PREFIX}/pictures/${hash}`;
}

/** The same, at most 256 pixels wide and high. */
export function thumbnailUrl(hash: string): string {
  return `${pictureUrl(hash)}/thumbnail`;
}
