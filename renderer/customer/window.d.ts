import type { CustomerFeed } from '#contracts/ipc/customer.ts';

declare global {
  interface Window {
    /** In Electron; in a plain browser the page listens to its host over loopback. */
    readonly omnitillCustomer?: CustomerFeed;
  }
}
