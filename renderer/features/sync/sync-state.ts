import type { HostStatus } from '#contracts/ipc/host.ts';

/**
 * How this till stands with the server: `synced` only when the server has durably everything (I10), `sending` while it is
 * being sent, `offline` while the server can't be reached.
 */
export interface SyncState {
  state: 'synced' | 'sending' | 'offline';
  /** Since when it is online or offline, ISO 8601. */
  since: string;
  /** Facts of this till's journal that the server has not taken yet, and how many of them are sales. */
  facts: number;
  orders: number;
}

export function syncState(status: HostStatus): SyncState {
  const facts = status.journal ? status.journal.seq - status.journal.watermark : 0;
  const orders = status.journal?.ordersWaiting ?? 0;
  const state = !status.online ? 'offline' : facts > 0 ? 'sending' : 'synced';
  return { state, since: status.onlineSince, facts, orders };
}
