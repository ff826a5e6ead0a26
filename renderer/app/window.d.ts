import type { HostApi } from '#contracts/ipc/host.ts';

declare global {
  interface Window {
    /** The host in Electron; a plain browser has none and talks to its host over loopback. */
    readonly omnitill?: HostApi;
  }
}
