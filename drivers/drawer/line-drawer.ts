import { deadlineIn } from '#drivers/printer/transport/deadline.ts';
import { inTime } from '#drivers/printer/transport/in-time.ts';
import type { ByteTransport } from '#drivers/transport/byte-line.ts';
import type { Drawer } from './drawer.ts';

const DEADLINE_MS = 5_000;
const CONNECT_MS = 2_000;

/** A drawer with a line of its own, as on a serial port: it opens on the bytes it is set up for. It never says whether it did; that they went out is known. */
export function lineDrawer(transport: ByteTransport, opens: Uint8Array): Drawer {
  return {
    async open({ signal, deadlineMs = DEADLINE_MS } = {}) {
      const deadline = deadlineIn(deadlineMs);
      let closed = (_: boolean): void => {};
      const gone = new Promise<boolean>((resolve) => {
        closed = resolve;
      });
      const line = await transport.open({ data() {}, closed }, Math.min(CONNECT_MS, deadlineMs), signal);
      if (line === 'aborted') return { ok: false, code: 'printer-interrupted', sent: false };
      if (typeof line === 'string') return { ok: false, code: 'drawer-unreachable', sent: false };
      line.write(opens);
      line.close();
      const clean = await inTime(gone, deadline, signal);
      if (clean === true) return { ok: true };
      line.breakOff();
      return { ok: false, code: clean === 'aborted' ? 'printer-interrupted' : 'drawer-unreachable', sent: true };
    },
    async opened() {
      return null;
    },
  };
}
