import { describe, expect, it } from 'vitest';
import type { HostStatus } from '#contracts/ipc/host.ts';
import { syncState } from './sync-state.ts';

function status(online: boolean, seq: number, watermark: number, ordersWaiting = 0): HostStatus {
  return {
    version: '0',
    phase: 'ready',
    fault: null,
    serverUrl: 'http://server',
    config: null,
    journal: { journalId: '00000000-0000-7000-8000-000000000000', seq, watermark, ordersWaiting },
    online,
    onlineSince: '2026-11-21T10:42:00.000Z',
    signedIn: null,
    session: null,
    payments: [],
    demoPins: null,
    printer: { configured: false, jobs: [] },
    devices: [],
  };
}

describe('syncState', () => {
  it('is synced only when the server has every fact', () => {
    expect(syncState(status(true, 9, 9), true).state).toBe('synced');
    expect(syncState(status(true, 9, 8), true).state).toBe('sending');
  });

  it('is offline whenever the server is not there, also with nothing waiting', () => {
    expect(syncState(status(false, 9, 9), true).state).toBe('offline');
    expect(syncState(status(false, 21, 4, 12), true)).toMatchObject({ state: 'offline', facts: 17, orders: 12 });
  });

  it('never looks synced while the server refuses this till or the host does not answer', () => {
    expect(syncState({ ...status(true, 9, 9), fault: { code: 'revoked' } }, true).state).toBe('trouble');
    expect(syncState(status(true, 9, 9), false).state).toBe('unknown');
  });

  it('has nothing waiting before there is a journal', () => {
    expect(syncState({ ...status(false, 1, 0), journal: null }, true)).toMatchObject({ facts: 0, orders: 0 });
  });
});
