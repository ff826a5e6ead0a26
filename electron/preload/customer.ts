import { contextBridge, ipcRenderer } from 'electron';
import type { CustomerEvent, CustomerFeed } from '#contracts/ipc/customer.ts';

const CHANNEL = 'omnitill-customer';

/** All that the customer's page sees of the host: what to show. */
const feed: CustomerFeed = {
  subscribe(listener) {
    const hear = (_: unknown, event: CustomerEvent) => listener(event);
    ipcRenderer.on(CHANNEL, hear);
    ipcRenderer.send(CHANNEL);
    return () => {
      ipcRenderer.off(CHANNEL, hear);
    };
  },
};

contextBridge.exposeInMainWorld('omnitillCustomer', feed);
