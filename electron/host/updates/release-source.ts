import type { OpenUpdater, Updater } from './updater.ts';

/**
 * The updater of a program for its register's server, or one that takes nothing: what comes over plain HTTP is from whoever stands
 * in the network, and the checksums with it. On the machine itself nobody does.
 */
export function updaterOf(open: OpenUpdater | undefined, source: { url: string; token: string }): Updater | null {
  if (!open) return null;
  return isProtected(source.url) ? open(source) : REFUSING;
}

const REFUSING: Updater = {
  download: async () => ({ ok: false, fault: 'update-insecure' }),
  install: async () => ({ ok: false, fault: 'update-insecure' }),
};

function isProtected(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
