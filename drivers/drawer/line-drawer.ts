import type { ByteTransport } from '#drivers/transport/byte-line.ts';
import type { Drawer } from './drawer.ts';

const CONNECT_MS = 2_000;

/** A drawer with a line of its own, as on a serial port: it opens on the bytes it is set up for, and never says whether it did. */
export function lineDrawer(transport: ByteTransport, opens: Uint8Array): Drawer {
  return {
    async open({ signal, deadlineMs = CONNECT_MS } = {}) {
      const line = await transport.open({ data() {}, closed() {} }, deadlineMs, signal);
      if (line === 'aborted') return { ok: false, code: 'printer-interrupted', sent: false };
      if (typeof line === 'string') return { ok: false, code: 'drawer-unreachable', sent: false };
      line.write(opens);
      line.close();
      return { ok: true };
    },
    async opened() {
      return null;
    },
  };
}
