import type { Fault } from '#contracts/ipc/host.ts';
import type { DrawerFault } from '#drivers/drawer/drawer.ts';

/** What the cashier is told of a drawer that did not open, whatever was in its way, which is for support. */
export function drawerFault(code: DrawerFault): Fault {
  return code === 'drawer-unreachable' ? { code } : { code: 'drawer-not-opened', detail: code };
}
