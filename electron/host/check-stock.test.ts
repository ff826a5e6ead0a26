import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { FulfilmentKind } from '#domain/fulfilment/fulfilment-permissions.ts';
import type { StockKind } from '#domain/stock/stock-permissions.ts';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { uuid } from '#tests/fixtures/fact-drafts.ts';
import { FakeServer } from '#tests/fixtures/fake-server.ts';
import { type Host, openHost } from './host.ts';

const OWN = 'leeds';
const lines = [{ variantId: 'mug', quantity: 2 }];
const numbered = lines.map((line) => ({ ...line, lineId: uuid(9) }));
const received: PayloadOf<'stock.received'> = { locationId: OWN, reason: 'delivery', lines };
const sent: PayloadOf<'stock.sent'> = {
  ...{ transferId: uuid(8), fromLocationId: OWN, toLocationId: 'york' },
  lines: numbered,
};
const accepted: PayloadOf<'stock.accepted'> = { transferId: uuid(8), locationId: OWN, lines, complete: true };
const adjusted: PayloadOf<'stock.adjusted'> = { locationId: OWN, reason: 'damaged', lines };
const returned: PayloadOf<'stock.returned'> = { locationId: OWN, supplierId: 'ACME', reason: 'faulty', lines };

let dataDir: string;
let host: Host;
let drawn: number;

beforeEach(async () => {
  drawn = 0;
  dataDir = await mkdtemp(join(tmpdir(), 'omnitill-stock-'));
  const server = new FakeServer();
  const options = { dataDir, version: '1', fetch: server.fetch, clock: new DrivenClock(), random: () => 0.5 };
  const opened = await openHost(options);
  if (!opened.ok) throw new Error(opened.message);
  host = opened.host;
  await host.call('host.enrol', { serverUrl: 'http://server.test', code: 'CODE-1' });
  await new Promise<void>((resolve) => {
    host.subscribe((event) => {
      if (event.type === 'status' && event.status.config && event.status.online) resolve();
    });
  });
});
afterEach(async () => {
  await host.close();
  await rm(dataDir, { recursive: true });
});

const signIn = (operatorId: string, pin: string) => host.call('operator.sign-in', { operatorId, pin });

/** What became of a draft: `ok`, or the fault's code. */
async function append<K extends StockKind | FulfilmentKind>(kind: K, payload: PayloadOf<K>): Promise<string> {
  drawn += 1;
  const drafts = [{ id: uuid(100 + drawn), kind, version: 1, payload }];
  const result = await host.call('journal.append', { drafts });
  if (!result.ok) throw new Error(result.message);
  const output = result.output as { ok: boolean; fault?: { code: string } };
  return output.ok ? 'ok' : (output.fault?.code ?? '');
}

describe('stock that a window witnesses', () => {
  it('is journalled without a session, for whoever may', async () => {
    await signIn('mia', '9012');
    expect(await append('stock.received', received)).toBe('ok');
    expect(await append('stock.sent', sent)).toBe('ok');
    expect(await append('stock.accepted', accepted)).toBe('ok');
    expect(await append('stock.adjusted', adjusted)).toBe('ok');
    expect(await append('stock.returned', returned)).toBe('ok');
  });
  it('is refused to a cashier', async () => {
    await signIn('ann', '1234');
    expect(await append('stock.received', received)).toBe('permission-refused');
    expect(await append('stock.returned', returned)).toBe('permission-refused');
  });
  it('is, of online orders, for those who work them, at the own location', async () => {
    const fulfilmentId = uuid(1);
    const picked = { fulfilmentId, locationId: OWN, lines: [{ lineId: 'l1', variantId: 'V1', picked: 1 }] };
    await signIn('mia', '9012');
    expect(await append('fulfilment.decided', { fulfilmentId, decision: 'accept' })).toBe('ok');
    expect(await append('pick.recorded', picked)).toBe('ok');
    expect(await append('pick.recorded', { ...picked, locationId: 'york' })).toBe('draft-invalid');
    await signIn('ann', '1234');
    expect(await append('fulfilment.decided', { fulfilmentId, decision: 'accept' })).toBe('permission-refused');
  });
  it('is refused at another location than the register’s own, and to the one that it leaves', async () => {
    await signIn('mia', '9012');
    expect(await append('stock.received', { ...received, locationId: 'york' })).toBe('draft-invalid');
    expect(await append('stock.sent', { ...sent, fromLocationId: 'york' })).toBe('draft-invalid');
    expect(await append('stock.sent', { ...sent, toLocationId: OWN })).toBe('draft-invalid');
    expect(await append('stock.accepted', { ...accepted, locationId: 'york' })).toBe('draft-invalid');
    expect(await append('stock.adjusted', { ...adjusted, locationId: 'york' })).toBe('draft-invalid');
    expect(await append('stock.returned', { ...returned, locationId: 'york' })).toBe('draft-invalid');
  });
});
