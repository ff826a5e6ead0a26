import { contextBridge, ipcRenderer } from 'electron';
import type { HostApi, HostEvent } from '#contracts/ipc/host.ts';

const CHANNEL = 'omnitill';

/** All that a page sees of its host. The host parses what it is asked and what it answers. */
const api: HostApi = {
  async call(method, input) {
    const result = await ipcRenderer.invoke(CHANNEL, method, input);
    if (!result.ok) throw new Error(result.message);
    return result.output;
  },
  subscribe(listener) {
    const hear = (_: unknown, event: HostEvent) => listener(event);
    ipcRenderer.on(CHANNEL, hear);
    return () => {
      ipcRenderer.off(CHANNEL, hear);
    };
  },
};

contextBridge.exposeInMainWorld('omnitill', api);
