import type { HostStatus } from '#contracts/ipc/host.ts';

/**
 * How this till stands with the server: `synced` only when the server has durably everything (I10), `sending` while it is
 * being sent, `offline` while the server can't be reached, `trouble` when the server refuses this till and a person must
 * act, `unknown` while the till's own host does not answer.
 */
export interface SyncState {
  state: 'synced' | 'sending' | 'offline' | 'trouble' | 'unknown';
  /** Since when it is online or offline, ISO 8601. */
  since: string;
  /** Facts of this till's journal that the server has not taken yet, and how many of them are sales. */
  facts: number;
  orders: number;
}

export function syncState(status: HostStatus, reachable: boolean): SyncState {
  const facts = status.journal ? status.journal.seq - status.journal.watermark : 0;
  const orders = status.journal?.ordersWaiting ?? 0;
  return { state: stateOf(status, reachable, facts), since: status.onlineSince, facts, orders };
}

function stateOf(status: HostStatus, reachable: boolean, facts: number): SyncState['state'] {
  if (!reachable) return 'unknown';
  if (status.fault) return 'trouble';
  if (!status.online) return 'offline';
  return facts > 0 ? 'sending' : 'synced';
}
