import type { HostApi } from '#contracts/ipc/host.ts';
import type { KeyLayers } from '#renderer/keys/key-layers.ts';

/**
 * Gives the scans of the host's scanners to whoever takes scans, as those of the keyboard wedge, and lets the wedge work as
 * the register's settings say. Gives a function that stops it.
 */
export function followScanners(host: HostApi, keys: KeyLayers): () => void {
  void host.call('devices.settings', {}).then(
    ({ settings }) => keys.configure(settings.wedge),
    () => undefined,
  );
  return host.subscribe((event) => {
    if (event.type !== 'scan') return;
    const { text, symbology, scannerId } = event;
    keys.scan({ text, symbology, scannerId, atMs: performance.now() });
  });
}
